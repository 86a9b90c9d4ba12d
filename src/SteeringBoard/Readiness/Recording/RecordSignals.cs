using System.Diagnostics;
using System.Diagnostics.Metrics;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Readiness.Recording;

/// <summary>What is told of writing the record (<c>docs/telemetry.md</c>).</summary>
internal static class RecordSignals
{
    private static readonly Histogram<double> Duration = Signals.Seconds(
        "steeringboard.record.commit.duration", "How long a commit took, with the judging of what it holds.");

    private static readonly Counter<long> Failures = Signals.Metrics.CreateCounter<long>(
        "steeringboard.record.failures", "{failure}", "Commits that failed, and submissions that could not be judged.");

    /// <summary>Submissions begin to be judged and committed together; none while nobody listens. What is pulled or pushed is a trace of its own.</summary>
    public static Activity? Begin(int submissions) => Signals.Traces.StartActivity("commit")?.SetTag("submissions", submissions);

    public static void Committed(TimeSpan took) => Duration.Record(took.TotalSeconds);

    public static void Failed(Activity? activity, string reference)
    {
        Failures.Add(1);
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("reference", reference);
    }
}
