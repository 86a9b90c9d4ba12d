using System.Globalization;
using System.Text;
using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Serving;

/// <summary>
/// A document ready to send, made once for each state of its values: the same values are the same tag, whatever the time, so only the
/// instant in the middle is written anew.
/// </summary>
public sealed class DocumentContent
{
    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.fffzzz";
    private const int InstantLength = 29;

    private readonly byte[] _head;
    private readonly byte[] _tail;

    private DocumentContent(string tag, byte[] head, byte[] tail)
    {
        (Tag, _head, _tail) = (tag, head, tail);
    }

    /// <summary>Weak, because the instant in the document moves under it.</summary>
    public string Tag { get; }

    /// <summary>Renders the readings of a body.</summary>
    public static DocumentContent Of(string programme, string body, IReadOnlyList<ReadingEntry> readings)
    {
        var tail = Encoding.UTF8.GetBytes("\",\"readings\":" + JsonSerializer.Serialize(readings, WireJson.Options) + "}");
        var head = Encoding.UTF8.GetBytes(
            $"{{\"contract\":\"{ReadinessDocument.ContractName}\",\"programme\":{Quoted(programme)},\"body\":{Quoted(body)},\"asOf\":\"");
        return new(TagOf(tail), head, tail);
    }

    /// <summary>Takes a document somebody else rendered, with its tag.</summary>
    public static DocumentContent Ready(string tag, byte[] document) => new(tag, document, []);

    /// <summary>The whole document, with this instant in it.</summary>
    public byte[] Render(DateTimeOffset asOf)
    {
        if (_tail.Length == 0)
        {
            return _head;
        }

        var document = new byte[_head.Length + InstantLength + _tail.Length];
        _head.CopyTo(document, 0);
        asOf.TryFormat(document.AsSpan(_head.Length), out _, InstantFormat, CultureInfo.InvariantCulture);
        _tail.CopyTo(document, _head.Length + InstantLength);
        return document;
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, WireJson.Options);

    // FNV-1a: stays the same when the gateway starts again, which string.GetHashCode does not.
    private static string TagOf(ReadOnlySpan<byte> values)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var value in values)
        {
            hash = (hash ^ value) * 0x100000001b3;
        }

        return string.Create(CultureInfo.InvariantCulture, $"W/\"{hash:x16}\"");
    }
}
