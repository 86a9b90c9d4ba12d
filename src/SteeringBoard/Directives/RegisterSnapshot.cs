using System.Collections.Concurrent;
using System.Collections.Immutable;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Programmes;

namespace SteeringBoard.Directives;

/// <summary>The register of a programme after a change. Immutable; readers keep it as long as they like.</summary>
public sealed class RegisterSnapshot
{
    /// <summary>Past registers kept, of a replay that plays.</summary>
    private const int MostPast = 8;

    private readonly ImmutableArray<Directive> _issued;
    private readonly ImmutableDictionary<string, RegisterEntry> _entries;
    private readonly ImmutableDictionary<string, ImmutableDictionary<string, Assignment>> _moved;
    private readonly ImmutableDictionary<string, ImmutableList<Accountable>> _accountable;
    private readonly Lazy<ImmutableArray<RegisterEntry>> _all;
    private readonly Lazy<IReadOnlyList<Directive>> _published;
    private readonly Lazy<ImmutableArray<PlanFault>> _faults;
    private readonly Lazy<ImmutableArray<string>> _assignees;
    private readonly Lazy<ImmutableArray<DateTimeOffset>> _moments;
    private readonly ConcurrentDictionary<int, RegisterSnapshot> _past = new(concurrencyLevel: 1, capacity: 1);

    /// <param name="programme">The programme.</param>
    /// <param name="bodies">Those taking part in it.</param>
    /// <param name="issued">What documents issued.</param>
    public RegisterSnapshot(Programme programme, BodiesTakingPart bodies, IEnumerable<Directive> issued)
        : this(programme, bodies, [.. issued])
    {
    }

    private RegisterSnapshot(Programme programme, BodiesTakingPart bodies, ImmutableArray<Directive> issued)
        : this(
            programme, bodies, issued, issued.ToImmutableDictionary(directive => directive.Code, RegisterEntry.Issued, StringComparer.Ordinal),
            ImmutableDictionary<string, ImmutableDictionary<string, Assignment>>.Empty, ImmutableDictionary<string, ImmutableList<Accountable>>.Empty)
    {
    }

    private RegisterSnapshot(
        Programme programme, BodiesTakingPart bodies, ImmutableArray<Directive> issued, ImmutableDictionary<string, RegisterEntry> entries,
        ImmutableDictionary<string, ImmutableDictionary<string, Assignment>> moved, ImmutableDictionary<string, ImmutableList<Accountable>> accountable,
        RegisterSnapshot? sameEntries = null)
    {
        _issued = issued;
        _accountable = accountable;
        Programme = programme;
        Bodies = bodies;
        _entries = entries;
        _moved = moved;
        _all = new(() => [.. entries.Values.OrderBy(entry => entry.Code, StringComparer.Ordinal)]);
        _published = new(() => [.. All.Where(entry => entry.IsPublished).Select(entry => entry.Standing)]);
        _moments = new(() =>
        [
            .. entries.Values.SelectMany(entry => entry.Versions).Select(version => version.At)
                .Concat(accountable.Values.SelectMany(rows => rows).Select(row => row.At))
                .Concat(moved.Values.SelectMany(bodies => bodies.Values).SelectMany(assignment => assignment.Updates).Select(update => update.At))
                .Distinct().Order(),
        ]);
        // What follows from the entries alone need not be worked out again for a step that left them.
        _faults = sameEntries?._faults ?? new(() => PlanCheck.Faults(Published, Programme.HardStop));
        _assignees = sameEntries?._assignees ?? new(() => [.. All.SelectMany(entry => AssigneesOf(entry)).Distinct(StringComparer.Ordinal)]);
    }

    public Programme Programme { get; }

    public BodiesTakingPart Bodies { get; }

    /// <summary>Every entry by code, drafts too.</summary>
    public ImmutableArray<RegisterEntry> All => _all.Value;

    /// <summary>What is published, as it stands, by code: the same list until the register moves, so that what is worked out from it can be kept.</summary>
    public IReadOnlyList<Directive> Published => _published.Value;

    /// <summary>What is wrong with the plan: with what is published, as it stands. Worked out once, when it is first asked for, until a directive changes.</summary>
    public ImmutableArray<PlanFault> Faults => _faults.Value;

    /// <summary>What is wrong with the plan by one directive: told of it, or of what waits on it. Of a draft: what would be, were it published as it is.</summary>
    public IEnumerable<PlanFault> FaultsOf(RegisterEntry entry) =>
        (entry.IsPublished ? Faults : PlanCheck.Faults([.. Published, entry.Written], Programme.HardStop))
            .Where(fault => fault.Directive == entry.Code || fault.On == entry.Code);

    /// <summary>The bodies that anything is given to, each once.</summary>
    public ImmutableArray<string> Assignees => _assignees.Value;

    /// <summary>An entry by code; none when there is none.</summary>
    public RegisterEntry? Find(string code) => _entries.GetValueOrDefault(code);

    /// <summary>The bodies a directive is given to; none for a draft and for what is no order.</summary>
    public ImmutableArray<string> AssigneesOf(RegisterEntry entry) => IsGiven(entry) ? Bodies.Named(entry.Written.Responsible) : [];

    /// <summary>A directive's assignments, in the order of its bodies; none for a draft and for what is no order.</summary>
    public IEnumerable<Assignment> AssignmentsOf(RegisterEntry entry) =>
        AssigneesOf(entry).Select(body => At(entry.Code, body));

    /// <summary>The assignment of a directive to a body; none where it was not given to it.</summary>
    public Assignment? Assignment(string directive, string body) =>
        Find(directive) is { } entry ? Assignment(entry, body) : null;

    /// <inheritdoc cref="Assignment(string, string)"/>
    public Assignment? Assignment(RegisterEntry entry, string body) =>
        IsGiven(entry) && Bodies.Names(entry.Written.Responsible, body) ? At(entry.Code, body) : null;

    /// <summary>The assignments of a directive that somebody has done something with, by body.</summary>
    public ImmutableDictionary<string, Assignment> MovedOf(string directive) =>
        _moved.GetValueOrDefault(directive, ImmutableDictionary<string, Assignment>.Empty);

    /// <summary>Who answered for a body at a moment; none when nobody was named.</summary>
    public Accountable? AccountableAt(string body, DateTimeOffset at) => AccountableOf(body).Where(row => row.From <= at).MaxBy(row => (row.From, row.Id));

    /// <summary>Everybody who was ever named for a body, in the order of the record.</summary>
    public ImmutableList<Accountable> AccountableOf(string body) => _accountable.GetValueOrDefault(body, []);

    /// <summary>
    /// The register as it was known at a past moment of programme time: what was written later is not in it. The same one for all moments between
    /// two steps, so that what is worked out from it can be kept.
    /// </summary>
    public RegisterSnapshot AsOf(DateTimeOffset moment)
    {
        var moments = _moments.Value;
        var at = moments.BinarySearch(moment);
        var known = at < 0 ? ~at : at + 1;
        if (known == moments.Length)
        {
            return this;
        }
        if (_past.Count > MostPast)
        {
            _past.Clear();
        }
        return _past.GetOrAdd(known, _ => Until(moment));
    }

    /// <summary>Which of the six clears an entry lacks at a moment of programme time.</summary>
    public IReadOnlyList<SixClear> MissingOf(Directive directive, DateTimeOffset at) =>
        SixClears.Missing(directive, Bodies, body => AccountableAt(body, at) is not null);

    /// <summary>The register after an update. An assignment that its directive no longer names keeps its history.</summary>
    internal RegisterSnapshot With(AssignmentUpdate update)
    {
        var moved = _moved.SetItem(update.Directive, MovedOf(update.Directive).SetItem(update.Body, At(update.Directive, update.Body).With(update)));
        return new RegisterSnapshot(Programme, Bodies, _issued, _entries, moved, _accountable, this).Restanding(update.Directive);
    }

    /// <summary>The register after a version.</summary>
    internal RegisterSnapshot With(DirectiveVersion version) =>
        new RegisterSnapshot(Programme, Bodies, _issued, _entries.SetItem(version.Code, RegisterEntry.After(Find(version.Code), version)), _moved, _accountable)
            .Restanding(version.Code);

    /// <summary>The register after somebody was named.</summary>
    internal RegisterSnapshot With(Accountable named) =>
        new(Programme, Bodies, _issued, _entries, _moved, _accountable.SetItem(named.Body, AccountableOf(named.Body).Add(named)), this);

    private RegisterSnapshot Until(DateTimeOffset moment)
    {
        var then = new RegisterSnapshot(Programme, Bodies, _issued);
        then = _entries.Values.SelectMany(entry => entry.Versions).Where(version => version.At <= moment).OrderBy(version => version.Id)
            .Aggregate(then, (register, version) => register.With(version));
        then = _accountable.Values.SelectMany(rows => rows).Where(row => row.At <= moment).OrderBy(row => row.Id)
            .Aggregate(then, (register, named) => register.With(named));
        return _moved.Values.SelectMany(bodies => bodies.Values).SelectMany(assignment => assignment.Updates).Where(update => update.At <= moment)
            .OrderBy(update => update.Id).Aggregate(then, (register, update) => register.With(update));
    }

    private static bool IsGiven(RegisterEntry entry) => entry.IsPublished && AssignmentRules.IsAssigned(entry.Written);

    private Assignment At(string directive, string body) =>
        MovedOf(directive).GetValueOrDefault(body) ?? new Assignment(Programme.Code, directive, body);

    /// <summary>A directive as it was written at a past moment of programme time; none where it was not yet published.</summary>
    internal Directive? WrittenAt(string code, DateTimeOffset moment) =>
        Find(code)?.Versions.FindLast(version => version.At <= moment && version.Stage is DirectiveStage.Published) is { } version
            ? version.Read()
            : _issued.FirstOrDefault(directive => directive.Code == code);

    /// <summary>The instant a directive is due before: when the first of its bodies is, so that it moves once all of them have been given more time.</summary>
    internal static DateTimeOffset? Standing(Directive written, IEnumerable<Assignment> assignments) =>
        assignments.Where(assignment => assignment.State is not AssignmentState.Cancelled).Min(assignment => assignment.DueBefore(written)) ?? written.DueBefore;

    private RegisterSnapshot Restanding(string code)
    {
        if (Find(code) is not { } entry)
        {
            return this;
        }
        var (written, assignments) = (entry.Written, AssignmentsOf(entry).ToList());
        var standing = written with { DueBefore = written.DueBefore is null ? null : Standing(written, assignments) ?? written.DueBefore, Through = Through.Of(assignments) };
        var isDueAsBefore = standing.DueBefore == entry.Standing.DueBefore;
        return isDueAsBefore && (standing.Through ?? entry.Standing.Through) is null
            ? this
            : new RegisterSnapshot(
                Programme, Bodies, _issued, _entries.SetItem(code, entry with { Standing = standing }), _moved, _accountable, isDueAsBefore ? this : null);
    }
}
