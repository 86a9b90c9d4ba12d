using Microsoft.Extensions.Localization;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Shell;

namespace SteeringBoard.Operations;

/// <summary>Puts the row of figures into the reader's words.</summary>
public sealed class VitalSigns(IStringLocalizer<OperationsTexts> texts)
{
    private const double Mega = 1e6;

    /// <summary>Jobs, sources, intake, feed, cache, record, viewers, figures.</summary>
    public IReadOnlyList<Vital> Of(OperationsSnapshot now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return [Jobs(now), Sources(now), Intake(now), Feed(now), Cache(now), Record(now), Viewers(now), Figures(now)];
    }

    /// <summary>An instant of real time: the time alone on the day it is told, else with the date.</summary>
    public static string Real(DateTimeOffset instant, DateTimeOffset now) =>
        instant.ToOffset(Display.Hanoi).Date == now.ToOffset(Display.Hanoi).Date
            ? Display.TimeToTheSecond(instant)
            : $"{Display.TimeToTheSecond(instant)} {Display.ShortDate(instant)}";

    /// <summary>A short length of time: 12 ms, 1.5 s.</summary>
    public static string Short(TimeSpan span) =>
        span.TotalSeconds >= 1 ? $"{Display.Number(span.TotalSeconds, 1)} s" : $"{Display.Number(span.TotalMilliseconds, span.TotalMilliseconds < 10 ? 1 : 0)} ms";

    private Vital Jobs(OperationsSnapshot now)
    {
        var paused = now.Sweeps.Count(sweep => sweep.IsPaused);
        var failed = now.Sweeps.Count(sweep => sweep.LastSucceeded == false);
        var note = now.SchedulerFault is { } fault ? texts["jobs-fault", fault]
            : failed > 0 ? texts["jobs-failed", failed]
            : paused > 0 ? texts["jobs-paused", paused]
            : now.Sweeps.Min(sweep => sweep.Next) is { } next ? texts["jobs-next", Real(next, now.At)]
            : texts["jobs-none"];
        return new Vital(texts["vital-jobs"], now.Jobs, $"{Display.Number(now.Sweeps.Count - paused)}/{Display.Number(now.Sweeps.Count)}", note);
    }

    private Vital Sources(OperationsSnapshot now)
    {
        var count = now.Sources.CountBy(Trouble.Standing).ToDictionary();
        int Of(SourceStanding standing) => count.GetValueOrDefault(standing);
        var note = texts["sources-note", Display.Number(Of(SourceStanding.Failing)), Display.Number(Of(SourceStanding.Open))].Value;
        if (Of(SourceStanding.Unread) is > 0 and var unread)
        {
            note += texts["sources-unread", Display.Number(unread)];
        }
        return new Vital(texts["vital-sources"], now.Reading, $"{Display.Number(Of(SourceStanding.Good))}/{Display.Number(now.Sources.Count)}", note);
    }

    private Vital Intake(OperationsSnapshot now) => new(
        texts["vital-intake"], now.Intake, Display.Number(now.Waiting),
        now.WriteFailure is { } failure ? texts["intake-failing", Real(failure.At, now.At), failure.Reference]
            : now.LastCommit is { } commit ? texts["intake-note", Real(commit.At, now.At), Short(commit.Took)]
            : texts["intake-none", Display.Number(Recorder.QueueLimit)]);

    private Vital Feed(OperationsSnapshot now) => new(
        texts["vital-feed"], now.Feed, Short(now.Lag),
        texts["feed-note", Short(now.Feeds.Select(feed => feed.LastTook).DefaultIfEmpty().Max()), Display.Number(now.Feeds.Sum(feed => feed.Behind))]);

    private Vital Cache(OperationsSnapshot now)
    {
        var cache = now.Cache;
        var error = cache.LastError is { } last ? " " + texts["cache-error", last] : "";
        return cache.Kind == "memory" ? new Vital(texts["vital-cache"], Condition.Good, texts["cache-memory"], texts["cache-memory-note"])
            : cache.Reachable ? new Vital(texts["vital-cache"], Condition.Good, cache.RoundTrip is { } trip ? Short(trip) : "–", texts["cache-well", Real(cache.Since, now.At)] + error)
            : new Vital(texts["vital-cache"], Condition.Bad, texts["cache-away"], texts["cache-away-note", Real(cache.Since, now.At)] + error);
    }

    private Vital Record(OperationsSnapshot now)
    {
        var kind = now.Record.IsPostgres ? "PostgreSQL" : "SQLite";
        return now.Record.Reachable
            ? new Vital(texts["vital-record"], Condition.Good, $"{Display.Number((now.Record.Bytes ?? 0) / Mega, 1)} MB", texts["record-well", kind])
            : new Vital(texts["vital-record"], Condition.Bad, kind, texts["record-away"]);
    }

    private Vital Viewers(OperationsSnapshot now) => new(
        texts["vital-viewers"], Condition.Good, Display.Number(now.Viewers), texts["viewers-note", Display.Number(now.Watching)]);

    private Vital Figures(OperationsSnapshot now) => new(
        texts["vital-figures"], Condition.Good, Display.Number(now.Figures), texts["figures-note", Display.Number(now.Drawn)]);
}
