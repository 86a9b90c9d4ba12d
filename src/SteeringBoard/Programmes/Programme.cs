namespace SteeringBoard.Programmes;

/// <summary>What is being steered: a clock, a hard stop, a dated set of bodies, its indicators and directives.</summary>
public sealed record Programme
{
    public required string Code { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>The set of bodies taking part, such as <c>vn-2025</c>.</summary>
    public required string BodySet { get; init; }

    /// <summary>IANA zone in which its deadlines are read.</summary>
    public required string Zone { get; init; }

    /// <summary>No due instant may pass it; none where the programme has no stop (design.md, rule 10).</summary>
    public DateTimeOffset? HardStop { get; init; }

    public required ClockPlan Clock { get; init; }

    /// <summary>True while any of its sources is simulated; every screen and export then says so.</summary>
    public bool Simulated { get; init; }
}

/// <summary>The clock a programme runs on.</summary>
/// <param name="Start">Where a rehearsal clock begins; none for the real clock.</param>
/// <param name="Speed">Programme seconds per real second; 0 stands still; 1 with no start is the real clock.</param>
/// <param name="Until">Where a rehearsal clock holds; none: it never does.</param>
public sealed record ClockPlan(DateTimeOffset? Start, double Speed, DateTimeOffset? Until)
{
    /// <summary>The clock on the wall.</summary>
    public static ClockPlan Real { get; } = new(null, 1, null);

    public bool IsRehearsal => Start is not null;
}
