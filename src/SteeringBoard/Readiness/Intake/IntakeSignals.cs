using System.Diagnostics;
using System.Diagnostics.Metrics;
using SteeringBoard.Contract;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Readiness.Intake;

/// <summary>What is told of documents taken in (<c>docs/telemetry.md</c>).</summary>
internal static class IntakeSignals
{
    private static readonly Counter<long> Documents = Signals.Metrics.CreateCounter<long>(
        "steeringboard.intake.documents", "{document}", "Documents that came in, by verdict and way.");

    private static readonly Counter<long> Readings = Signals.Metrics.CreateCounter<long>(
        "steeringboard.intake.readings", "{reading}", "Readings of the documents taken, by verdict and way.");

    /// <summary>A document comes in; none while nobody listens.</summary>
    public static Activity? Begin(IntakeSource source) =>
        Signals.Traces.StartActivity("intake")?.SetTag("body", source.Body).SetTag("way", Way(source).Value);

    public static void Tell(Activity? activity, IntakeSource source, IntakeResult result)
    {
        var way = Way(source);
        var verdict = result.Refusal is null ? "taken" : result.RetryAfter is null ? "refused" : "busy";
        Documents.Add(1, Verdict(verdict), way);
        activity?.SetTag("verdict", verdict);
        if (result.Refusal is { } refusal)
        {
            activity?.SetStatus(ActivityStatusCode.Error, refusal.Code).SetTag("error.type", refusal.Code);
        }
        if (result.Answer is { } answer)
        {
            Count(answer.Accepted, "accepted", way);
            Count(answer.Unchanged, "unchanged", way);
            Count(answer.Refused, "refused", way);
            activity?.SetTag("accepted", answer.Accepted).SetTag("unchanged", answer.Unchanged).SetTag("refused", answer.Refused)
                .SetTag("sequence", answer.Sequence);
        }
    }

    private static void Count(int readings, string verdict, KeyValuePair<string, object?> way)
    {
        if (readings > 0)
        {
            Readings.Add(readings, Verdict(verdict), way);
        }
    }

    private static KeyValuePair<string, object?> Verdict(string word) => new("verdict", word);

    private static KeyValuePair<string, object?> Way(IntakeSource source) => new("way", source.IsPulled ? "pulled" : "pushed");
}
