using System.Globalization;
using SteeringBoard.Gateway.Serving;

namespace SteeringBoard.Gateway.Sources;

/// <summary>Serves documents somebody else makes: for measuring, where the caller decides what changes.</summary>
/// <param name="programme">The programme they are of.</param>
/// <param name="find">The document of a body with its tag (quoted, as in <c>"7"</c>); none when there is no such body.</param>
public sealed class ReadySource(string programme, Func<string, DocumentContent?> find) : IReadinessSource
{
    /// <inheritdoc/>
    public Served Find(string programme, string body) =>
        programme == Programme && find(body) is { } content ? new Served.Document(content, default, IsFile: false) : Served.Unknown.Instance;

    /// <inheritdoc/>
    public IReadOnlyList<string> Describe(CultureInfo culture) => [Programme];

    private string Programme { get; } = programme;
}
