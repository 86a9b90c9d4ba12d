using System.Collections.Immutable;
using SteeringBoard.Readiness.Rules;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>What is wrong or odd about a number, told before it is sent.</summary>
/// <param name="Code">One of <see cref="FieldProblems"/>.</param>
/// <param name="IsRefused">It cannot be sent so; otherwise it can, and the approver sees it too.</param>
/// <param name="Values">What the text of the code names: counts, levels, instants.</param>
public sealed record FieldProblem(string Code, bool IsRefused, params ImmutableArray<object> Values);

/// <summary>Every problem of a field; the texts are in <c>ReportTexts.resx</c> as <c>field-…</c>.</summary>
public static class FieldProblems
{
    public const string NotACount = "not-a-count";
    public const string ValueMissing = "value-missing";
    public const string TotalMissing = "total-missing";
    public const string TotalNotACount = "total-not-a-count";
    public const string TotalOfPart = "total-of-part";
    public const string TotalOfCounter = "total-of-counter";
    public const string ValueExceedsTotal = "value-exceeds-total";
    public const string IsSum = "is-sum";
    public const string RestatedWithoutNote = "restated-without-note";
    public const string Restated = "restated";
    public const string LessThanBefore = "less-than-before";
    public const string MoreThanKnown = "more-than-known";
    public const string NewerOnRecord = "newer-on-record";
}

/// <summary>Why a number would be refused, and what an approver will ask about. Pure.</summary>
public static class FieldRules
{
    /// <summary>What is wrong with what was typed; empty when nothing is, or nothing was typed.</summary>
    public static ImmutableArray<FieldProblem> Judge(ReportField field, FieldText typed)
    {
        if (typed.IsEmpty)
        {
            return [];
        }
        if (Refuse(field, typed) is { } refused)
        {
            return [refused];
        }
        var (value, total) = Counts(field, typed)!.Value;
        return [.. Warnings(field, value, total)];
    }

    /// <summary>
    /// What is wrong with what was sent at an instant: besides, that the body has said a newer number since, so that this one will be history and
    /// move nothing (contract.md, section 1: out-of-order).
    /// </summary>
    /// <param name="field">The field, with what is on record now.</param>
    /// <param name="typed">What was sent.</param>
    /// <param name="sentAt">Programme time it was sent; none while it is not.</param>
    public static ImmutableArray<FieldProblem> Judge(ReportField field, FieldText typed, DateTimeOffset? sentAt)
    {
        var problems = Judge(field, typed);
        return !typed.IsEmpty && field.Claimed is { HeardAt: var heard } && heard > sentAt ? [new FieldProblem(FieldProblems.NewerOnRecord, false, heard), .. problems] : problems;
    }

    /// <summary>The numbers of a field that is not refused: the value, and the denominator meant (0 for a counter); none for one that is.</summary>
    public static (long Value, long Total)? Counts(ReportField field, FieldText typed) =>
        typed.IsEmpty || Refuse(field, typed) is not null
            ? null
            : (CountText.Digits(typed.Value)!.Value, field.Indicator.Counter ? 0 : typed.Total.Length > 0 ? CountText.Digits(typed.Total)!.Value : field.Total!.Value);

    private static FieldProblem? Refuse(ReportField field, FieldText typed)
    {
        if (field.IsSum)
        {
            return new FieldProblem(FieldProblems.IsSum, true);
        }
        if (typed.Value.Length == 0)
        {
            return new FieldProblem(FieldProblems.ValueMissing, true);
        }
        if (CountText.Digits(typed.Value) is not { } value)
        {
            return new FieldProblem(FieldProblems.NotACount, true, typed.Value);
        }
        if (field.Indicator.Counter)
        {
            return typed.Total.Length > 0 ? new FieldProblem(FieldProblems.TotalOfCounter, true) : null;
        }
        var total = field.Total;
        if (typed.Total.Length > 0)
        {
            if (CountText.Digits(typed.Total) is not (>= 1 and var other))
            {
                return new FieldProblem(FieldProblems.TotalNotACount, true, typed.Total);
            }
            if (field.Key.Item is not null && other != 1)
            {
                return new FieldProblem(FieldProblems.TotalOfPart, true);
            }
            if (field.Total is { } inForce && inForce != other && typed.Note.Length == 0)
            {
                return new FieldProblem(FieldProblems.RestatedWithoutNote, true, other, inForce);
            }
            total = other;
        }
        return total is not { } of ? new FieldProblem(FieldProblems.TotalMissing, true)
            : value > of ? new FieldProblem(FieldProblems.ValueExceedsTotal, true, value, of)
            : null;
    }

    private static IEnumerable<FieldProblem> Warnings(ReportField field, long value, long total)
    {
        if (field.Total is { } inForce && inForce != total)
        {
            yield return new FieldProblem(FieldProblems.Restated, false, total, inForce);
        }
        var mine = Done(field, value, total);
        if (field.Claimed is { } before && mine < Done(field, before.Value, before.Total))
        {
            yield return new FieldProblem(FieldProblems.LessThanBefore, false, before.Value, before.HeardAt);
        }
        foreach (var known in field.Beside)
        {
            if (mine > Done(field, known.Value, known.Total))
            {
                yield return new FieldProblem(FieldProblems.MoreThanKnown, false, known.Level, known.Value, known.HeardAt);
                yield break;
            }
        }
    }

    private static Share Done(ReportField field, long value, long total) => new(field.Indicator.Falling && total > 0 ? total - value : value, total);
}
