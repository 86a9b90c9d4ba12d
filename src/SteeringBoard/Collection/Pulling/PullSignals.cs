using System.Diagnostics;
using System.Diagnostics.Metrics;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Collection.Pulling;

/// <summary>What is told of pulls (<c>docs/telemetry.md</c>).</summary>
internal static class PullSignals
{
    private static readonly Counter<long> Pulls = Signals.Metrics.CreateCounter<long>("steeringboard.pulls", "{pull}", "Pulls of gateways, by what became of them.");

    private static readonly Histogram<double> Duration = Signals.Seconds("steeringboard.pull.duration", "How long a pull took, in all its tries.");

    /// <summary>A pull begins; none while nobody listens.</summary>
    public static Activity? Begin(PulledGateway gateway) => Signals.Traces.StartActivity("pull", ActivityKind.Client)?
        .SetTag("programme", gateway.Registration.Programme).SetTag("body", gateway.Registration.Body);

    /// <summary>A pull has come to its end.</summary>
    public static void Tell(Activity? activity, Pull pull)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", Word(pull.Outcome));
        Duration.Record(pull.Took.TotalSeconds, outcome);
        if (pull.Reason is { } reason)
        {
            Pulls.Add(1, outcome, new KeyValuePair<string, object?>("error.type", reason));
            activity?.SetStatus(ActivityStatusCode.Error, reason).SetTag("error.type", reason);
        }
        else
        {
            Pulls.Add(1, outcome);
        }
        activity?.SetTag(outcome.Key, outcome.Value).SetTag("bytes", pull.Bytes)
            .SetTag("accepted", pull.Accepted).SetTag("unchanged", pull.Unchanged).SetTag("refused", pull.Refused);
    }

    /// <summary>A gateway was left out: its pull before is still under way.</summary>
    public static void TellSkipped() => Pulls.Add(1, new KeyValuePair<string, object?>("outcome", Word(PullOutcome.Skipped)));

    private static string Word(PullOutcome outcome) => outcome switch
    {
        PullOutcome.Changed => "changed",
        PullOutcome.Unchanged => "unchanged",
        PullOutcome.NotModified => "not-modified",
        PullOutcome.Failed => "failed",
        PullOutcome.BreakerOpen => "breaker-open",
        _ => "skipped",
    };
}
