using System.Collections.Immutable;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>A field of a report as it stands.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="By">The entry that typed it.</param>
public sealed record FieldState(FieldText Text, ReportEntry By);

/// <summary>
/// What a province says in one go: open until it is sent, then decided. Never changed: each entry makes the next one.
/// </summary>
public sealed record Report(string Programme, string Province, int Number)
{
    public ReportState State { get; private init; }

    /// <summary>Oldest first.</summary>
    public ImmutableList<ReportEntry> Entries { get; private init; } = [];

    /// <summary>What it says, by field; a field that was emptied is not in it.</summary>
    public ImmutableDictionary<FieldKey, FieldState> Fields { get; private init; } = ImmutableDictionary<FieldKey, FieldState>.Empty;

    /// <summary>The entry that sent it; none while it is not sent.</summary>
    public ReportEntry? Sent { get; private init; }

    /// <summary>How many entries it has: what a writer has seen of it.</summary>
    public int Version => Entries.Count;

    /// <summary>Numbers may be typed.</summary>
    public bool IsOpen => State is ReportState.Draft or ReportState.Returned;

    /// <summary>It was signed: whatever comes next is of the next report.</summary>
    public bool IsClosed => State is ReportState.Signed or ReportState.Approved;

    /// <summary>What a field says.</summary>
    public FieldText this[FieldKey key] => Fields.GetValueOrDefault(key)?.Text ?? FieldText.Empty;

    /// <summary>A report from its entries, oldest first.</summary>
    public static Report Of(string programme, string province, int number, IEnumerable<ReportEntry> entries) =>
        entries.Aggregate(new Report(programme, province, number), (report, entry) => report.With(entry));

    /// <summary>The report as it stood at a version.</summary>
    public Report After(int version) => Of(Programme, Province, Number, Entries.Take(version));

    /// <summary>What a field said at a version.</summary>
    public FieldText At(FieldKey key, int version)
    {
        if (Fields.GetValueOrDefault(key) is { } now && now.By.Number <= version)
        {
            return now.Text;
        }
        var name = key.ToString();
        for (var place = Math.Min(version, Version) - 1; place >= 0; place--)
        {
            foreach (var change in Entries[place].Changes)
            {
                if (change.Field == name)
                {
                    return change.Text;
                }
            }
        }
        return FieldText.Empty;
    }

    /// <summary>Who left a field as it is; none where nobody typed into it.</summary>
    public ReportEntry? LastOf(FieldKey key)
    {
        var name = key.ToString();
        return Fields.GetValueOrDefault(key)?.By ?? Entries.FindLast(entry => entry.Changes.Any(change => change.Field == name));
    }

    /// <summary>Fields that were changed after a version.</summary>
    public IEnumerable<FieldKey> ChangedSince(int version) => Entries.Skip(version).SelectMany(entry => entry.Changes)
        .Select(change => FieldKey.Read(change.Field)).OfType<FieldKey>().Distinct();

    /// <summary>Whether others than somebody wrote after a version.</summary>
    public bool HasOthersSince(int version, Access.Actor somebody) => Entries.Skip(version).Any(entry => !entry.IsBy(somebody));

    /// <summary>The report after an entry.</summary>
    public Report With(ReportEntry entry)
    {
        var fields = Fields;
        if (entry.Changes.Count > 0)
        {
            var next = fields.ToBuilder();
            foreach (var change in entry.Changes)
            {
                if (FieldKey.Read(change.Field) is not { } key)
                {
                    continue;
                }
                if (change.Text.IsEmpty)
                {
                    next.Remove(key);
                }
                else
                {
                    // Signing only writes out what a number is of: whoever typed it stays.
                    next[key] = new FieldState(change.Text, entry.Action is ReportAction.Sign && fields.GetValueOrDefault(key) is { } typed ? typed.By : entry);
                }
            }
            fields = next.ToImmutable();
        }
        return this with
        {
            Entries = Entries.Add(entry),
            Fields = fields,
            State = Next(State, entry.Action),
            Sent = entry.Action switch
            {
                ReportAction.Send => entry,
                ReportAction.TakeBack or ReportAction.Return => null,
                _ => Sent,
            },
        };
    }

    private static ReportState Next(ReportState state, ReportAction action) => action switch
    {
        ReportAction.Send => ReportState.Sent,
        ReportAction.TakeBack => ReportState.Draft,
        ReportAction.Return => ReportState.Returned,
        ReportAction.Sign => ReportState.Signed,
        ReportAction.Take => ReportState.Approved,
        _ => state,
    };
}
