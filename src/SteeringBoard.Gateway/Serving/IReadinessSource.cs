using System.Globalization;

namespace SteeringBoard.Gateway.Serving;

/// <summary>Where a gateway has its values from.</summary>
public interface IReadinessSource
{
    /// <summary>What a body shows for a programme now.</summary>
    Served Find(string programme, string body);

    /// <summary>What to tell a person who looks at the gateway, in their language.</summary>
    IReadOnlyList<string> Describe(CultureInfo culture);
}

/// <summary>The answer of a source.</summary>
public abstract record Served
{
    private Served()
    {
    }

    /// <summary>The source speaks for no such body or programme.</summary>
    public sealed record Unknown : Served
    {
        /// <summary>The only one.</summary>
        public static Unknown Instance { get; } = new();
    }

    /// <summary>The source has never been read whole.</summary>
    public sealed record Unreadable : Served
    {
        /// <summary>The only one.</summary>
        public static Unreadable Instance { get; } = new();
    }

    /// <summary>A readiness document.</summary>
    /// <param name="Content">Made once per state.</param>
    /// <param name="AsOf">The instant written into it; ignored by content that carries its own.</param>
    /// <param name="IsFile">
    /// True when somebody keeps the values in a file: every answer then says in <c>Readiness-As-Of</c> how old they are.
    /// </param>
    public sealed record Document(DocumentContent Content, DateTimeOffset AsOf, bool IsFile) : Served;
}
