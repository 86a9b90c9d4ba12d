namespace SteeringBoard.Contract;

/// <summary>The deadlines of a programme at a moment.</summary>
public sealed record DeadlinesAnswer(string Programme, long Sequence, DateTimeOffset At, IReadOnlyList<DeadlineAnswer> Deadlines);

/// <summary>One dated directive and how far it is.</summary>
/// <param name="DueBefore">Exclusive instant: it must be done before it.</param>
/// <param name="Rule">How the phrase was read: before, through-the-day, starts-at, …</param>
/// <param name="Critical">On the path to the hard stop.</param>
/// <param name="Float">How much it may slip, ISO 8601; none when not known.</param>
/// <param name="Progress">Units done of all, by level.</param>
/// <param name="Bodies">Bodies done of all, by level.</param>
public sealed record DeadlineAnswer(
    string Directive,
    string Kind,
    string Title,
    DateTimeOffset DueBefore,
    string Phrase,
    string Rule,
    IReadOnlyList<string> Responsible,
    IReadOnlyList<string> Indicators,
    CellStatus Status,
    bool? Critical,
    string? Float,
    IReadOnlyDictionary<string, Tally> Progress,
    IReadOnlyDictionary<string, Tally> Bodies,
    Pace Pace,
    Forecast? Forecast);

/// <summary>So many done of so many.</summary>
public sealed record Tally(long Done, long Total);

/// <summary>Units per hour of programme time.</summary>
/// <param name="Needed">To meet the due instant from now; none once it has passed or nothing is left to count.</param>
/// <param name="Seen">Over the last six programme hours; none with under an hour to judge by.</param>
/// <param name="Per">ISO 8601 duration.</param>
public sealed record Pace(double? Needed, double? Seen, string Per = "PT1H");

/// <summary>What the hours behind promise.</summary>
/// <param name="OddsOfMeeting">From 0 to 1; none with too little to judge by.</param>
/// <param name="ExpectedAt">When the target is expected to be met; none when never.</param>
/// <param name="Basis">What it was judged by.</param>
public sealed record Forecast(double? OddsOfMeeting, DateTimeOffset? ExpectedAt, string Basis);
