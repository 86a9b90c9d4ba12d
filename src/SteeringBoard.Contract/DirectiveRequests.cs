namespace SteeringBoard.Contract;

/// <summary>What a body says of its assignment.</summary>
/// <param name="Action"><c>progress</c>, <c>block</c> or <c>submit</c>.</param>
/// <param name="Seen">The version of the assignment it was decided on: 0 before the first update.</param>
/// <param name="Line">One line, at most 500 characters.</param>
/// <param name="Link">Evidence elsewhere, over http or https.</param>
/// <param name="File">The hash that <c>POST …/files</c> gave.</param>
/// <param name="FileName">The name the file is handed out under.</param>
/// <param name="BlockedBy">Code of the body it waits on, with <c>block</c>.</param>
public sealed record UpdateRequest(string? Action, int Seen, string? Line, string? Link, string? File, string? FileName, string? BlockedBy);

/// <summary>A body asks for more time.</summary>
/// <param name="Seen">The version of the assignment it was decided on.</param>
/// <param name="NewDue">The instant asked for, exclusive, with its offset from UTC: <c>2025-06-27T18:00:00+07:00</c>.</param>
public sealed record ExtensionRequest(int Seen, string? Reason, string? NewDue);

/// <summary>The office decides on an assignment.</summary>
/// <param name="Decision"><c>confirm</c>, <c>return</c>, <c>cancel</c>, <c>grant-extension</c> or <c>refuse-extension</c>.</param>
/// <param name="Seen">The version of the assignment it was decided on.</param>
/// <param name="Reason">Needed for all but <c>grant-extension</c> and a confirmation the evidence agrees with.</param>
/// <param name="Override">Confirm it though the evidence says otherwise.</param>
public sealed record DecisionRequest(string? Decision, int Seen, string? Reason, bool Override);

/// <summary>A kept evidence file.</summary>
/// <param name="File">Its hash, for an update.</param>
public sealed record FileAnswer(string File);

/// <summary>A directive as it is dictated or written anew; what is left out may follow until it is published.</summary>
public sealed record DraftRequest
{
    /// <summary><c>task</c> (when left out), <c>rule</c>, <c>event</c>, <c>outcome</c> or <c>claim</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Left out: the beginning of the text.</summary>
    public string? Title { get; init; }

    public string? Text { get; init; }

    public string? SaidBy { get; init; }

    public string? LegalBasis { get; init; }

    public string? Source { get; init; }

    /// <summary>Codes of bodies, or <c>provinces</c>, <c>ministries</c>, <c>all</c>: it is fanned out to each of them.</summary>
    public IReadOnlyList<string>? Responsible { get; init; }

    /// <summary>The deadline in the words it was given in.</summary>
    public string? Phrase { get; init; }

    /// <summary>
    /// How it is read: <c>before</c>, <c>through-the-day</c>, <c>at-hour</c>, <c>through-the-month</c>, <c>through-the-quarter</c>,
    /// <c>through-the-year</c>, <c>lunar-new-year</c>, <c>starts-at</c>; without a date <c>standing</c>, <c>at-once</c>, <c>set-by-another</c> or nothing.
    /// </summary>
    public string? Rule { get; init; }

    /// <summary>What the rule reads, in the programme's zone: <c>2025-06-27</c>, <c>2025-06-27T18:00</c>, <c>2024-01</c>, <c>2024-Q1</c>, <c>2024</c>.</summary>
    public string? When { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public IReadOnlyList<string>? Indicators { get; init; }

    public IReadOnlyList<string>? DependsOn { get; init; }

    /// <summary>Who answers for it in person, where no head or officer of its bodies does.</summary>
    public string? Person { get; init; }

    /// <summary>How progress is measured, where no indicator does.</summary>
    public string? Measure { get; init; }

    /// <summary>What proves the result, where no indicator's evidence does.</summary>
    public string? Result { get; init; }

    /// <summary>Who decides on it and confirms it.</summary>
    public string? Authority { get; init; }

    /// <summary>Of a draft: give it to its bodies at once.</summary>
    public bool Publish { get; init; }

    /// <summary>Of an amendment: the version it was decided on.</summary>
    public int Seen { get; init; }

    /// <summary>Of an amendment: why.</summary>
    public string? Reason { get; init; }
}

/// <param name="Seen">The version it was decided on.</param>
public sealed record PublishRequest(int Seen);

/// <summary>Who answers for a body.</summary>
/// <param name="From">From when, in programme time; left out: now.</param>
/// <param name="Seen">How many rows of the body it was decided on: a conflict where there are others by now; left out: not asked.</param>
public sealed record AccountableRequest(string? Head, string? Officer, DateTimeOffset? From, int? Seen = null);

/// <summary>Who answers, or answered, for a body.</summary>
/// <param name="From">Programme time; until the next row of the body begins.</param>
/// <param name="By">Who named them.</param>
/// <param name="At">Programme time of that.</param>
public sealed record AccountableAnswer(string Body, string Head, string Officer, DateTimeOffset From, string By, DateTimeOffset At);
