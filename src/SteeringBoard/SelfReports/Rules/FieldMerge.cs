using System.Collections.Immutable;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>A field that two people changed at once: neither is lost, and a person chooses.</summary>
/// <param name="Key">The field.</param>
/// <param name="Mine">What was typed here.</param>
/// <param name="Theirs">What stands.</param>
/// <param name="By">Who left it so.</param>
public sealed record FieldConflict(FieldKey Key, FieldText Mine, FieldText Theirs, ReportEntry By);

/// <summary>What becomes of a form that was filled while others wrote on the same report, field by field. Pure.</summary>
/// <param name="Changes">What is to be written.</param>
/// <param name="Conflicts">What both sides changed, to something else.</param>
public sealed record FieldMerge(ImmutableArray<FieldChange> Changes, ImmutableArray<FieldConflict> Conflicts)
{
    /// <param name="report">As it stands.</param>
    /// <param name="seen">The version the form was drawn at.</param>
    /// <param name="typed">Every field of the form as it was sent, changed or not.</param>
    public static FieldMerge Of(Report report, int seen, IEnumerable<KeyValuePair<FieldKey, FieldText>> typed)
    {
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        var conflicts = ImmutableArray.CreateBuilder<FieldConflict>();
        foreach (var (key, mine) in typed)
        {
            var (shown, stands) = (report.At(key, seen), report[key]);
            if (mine == stands || mine == shown)
            {
                continue;
            }
            if (stands == shown)
            {
                changes.Add(new FieldChange(key.ToString(), mine));
            }
            else
            {
                conflicts.Add(new FieldConflict(key, mine, stands, report.LastOf(key)!));
            }
        }
        return new FieldMerge(changes.DrainToImmutable(), conflicts.DrainToImmutable());
    }
}
