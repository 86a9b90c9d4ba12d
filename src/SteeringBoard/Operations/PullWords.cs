using Microsoft.Extensions.Localization;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Shell;

namespace SteeringBoard.Operations;

/// <summary>Puts what became of pulls and sweeps into the reader's words.</summary>
public sealed class PullWords(IStringLocalizer<OperationsTexts> texts)
{
    private const string Status = "status-";

    /// <summary>Why a pull failed; the code itself stands in the words where none are known for it.</summary>
    public string Reason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (reason.StartsWith(Status, StringComparison.Ordinal))
        {
            return texts["reason-status", reason[Status.Length..]];
        }
        var known = texts[$"reason-{reason}"];
        return known.ResourceNotFound ? texts["reason-refused", reason] : known;
    }

    /// <summary>Why a source is in trouble, or what its last pull came to.</summary>
    public string Of(GatewayStatus source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.FailuresInARow > 0 && source.LastReason is { } reason ? Reason(reason)
            : source.Last is { } last ? texts[$"outcome-{last.Outcome}"]
            : "–";
    }

    /// <summary>What a sweep came to: only the counts that are not zero.</summary>
    public string Of(string? summary)
    {
        if (SweepReport.Read(summary) is not { } report)
        {
            return "";
        }
        (string Word, int Count)[] counts =
        [
            ("sweep-changed", report.Changed), ("sweep-good", report.Good), ("sweep-failed", report.Failed), ("sweep-not-asked", report.NotAsked),
            ("sweep-going-on", report.GoingOn),
        ];
        return string.Join(" · ", counts.Where(count => count.Count > 0).Select(count => texts[count.Word, Display.Number(count.Count)].Value));
    }
}
