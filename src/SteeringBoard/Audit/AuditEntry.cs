namespace SteeringBoard.Audit;

/// <summary>Something that was done, as whoever did it tells the trail. All a slice needs to know of the audit.</summary>
/// <param name="What">What was done: a word of the slice such as <c>assignment.confirm</c>, told in words by <see cref="AuditTexts"/>.</param>
/// <param name="By">Who did it: a name or title, or the name of a source.</param>
/// <param name="AtReal">Real time.</param>
public sealed record AuditEntry(string What, string By, DateTimeOffset AtReal)
{
    /// <summary>What it acted as, such as <c>Office</c>; empty for the board itself.</summary>
    public string Role { get; init; } = "";

    /// <summary>Code of the body it spoke for; none for one who speaks for no body.</summary>
    public string? ByBody { get; init; }

    /// <summary>Code of the programme; none for what concerns no programme.</summary>
    public string? Programme { get; init; }

    /// <summary>Code of the body it concerns.</summary>
    public string? Body { get; init; }

    /// <summary>What it was done to: a directive's code, a change's number, a path on this site.</summary>
    public string? Subject { get; init; }

    /// <summary>What the words of <see cref="What"/> leave room for, in order; what a person wrote stands as it was written.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Programme time; none for what concerns no programme.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>SHA-256 of what was written, where the writer can work it out again from the record.</summary>
    public byte[]? Digest { get; init; }
}
