using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Collection.Pulling;

/// <summary>Pulls one gateway: asks, takes in what is new, vouches for what is not, and notes the run. Never two pulls of one gateway at once.</summary>
public sealed partial class Puller(
    GatewayClient client, DocumentIntake intake, Boards boards, Sources sources, RunLog runs, CollectionOptions options, TimeProvider time, ILogger<Puller> logger)
{
    /// <summary>Pulls a gateway; skipped when its pull before is still under way. A failure is an outcome, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The board is stopping.</exception>
    public async Task<Pull> PullAsync(PulledGateway gateway, CancellationToken cancellation)
    {
        if (!gateway.InFlight.TryEnter())
        {
            return Skip(gateway);
        }
        try
        {
            var started = time.GetTimestamp();
            var real = time.GetUtcNow();
            using var activity = PullSignals.Begin(gateway);
            gateway.Begin(real);
            var board = boards.Find(gateway.Registration.Programme);
            var at = board?.Clock.GetUtcNow() ?? real;
            var judged = board is null ? new Judged(PullOutcome.Failed, ProblemCodes.UnknownProgramme) : await PullAsync(gateway, board, cancellation);
            var pull = new Pull(real, at, time.GetElapsedTime(started), judged.Outcome, judged.Reason, judged.Bytes, judged.Accepted, judged.Unchanged, judged.Refused);
            Tell(gateway, pull);
            PullSignals.Tell(activity, pull);
            gateway.End(pull);
            runs.Note(gateway, pull);
            return pull;
        }
        finally
        {
            gateway.InFlight.Leave();
        }
    }

    /// <summary>Notes that a gateway was left out of a sweep.</summary>
    public Pull Skip(PulledGateway gateway)
    {
        var real = time.GetUtcNow();
        var at = boards.Find(gateway.Registration.Programme)?.Clock.GetUtcNow() ?? real;
        var pull = new Pull(real, at, TimeSpan.Zero, PullOutcome.Skipped);
        runs.Note(gateway, pull);
        PullSignals.TellSkipped();
        return pull;
    }

    private readonly record struct Judged(PullOutcome Outcome, string? Reason = null, int Bytes = 0, int Accepted = 0, int Unchanged = 0, int Refused = 0);

    private async Task<Judged> PullAsync(PulledGateway gateway, Board board, CancellationToken cancellation)
    {
        try
        {
            var number = await sources.NumberAsync(gateway.Code, "gateway", cancellation);
            if (gateway.Remembered is { } last && !last.StandsOn(board.Current))
            {
                gateway.Remembered = null;
            }
            if (await client.AskAsync(gateway, gateway.Remembered?.Tag, board.Clock, cancellation) is not { } answer)
            {
                return new Judged(PullOutcome.BreakerOpen);
            }
            if (answer.Failure is { } reason)
            {
                return new Judged(PullOutcome.Failed, reason);
            }
            var source = gateway.Source(number, answer.IsFile ? TimeSpan.Zero : options.Interval * (PulledValidity.Pulls * board.Clock.Speed));
            if (answer.IsNotModified)
            {
                return Vouch(gateway, board, source, answer);
            }
            var judged = await ReadAsync(gateway, board, source, answer, cancellation);
            // Not after a failure: what was submitted may still be on its way into the record.
            answer.Return();
            return judged;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            gateway.Remembered = null;
            Log.NotRecorded(logger, error, gateway.Code, Reference.New());
            return new Judged(PullOutcome.Failed, PullReasons.NotRecorded);
        }
    }

    private Judged Vouch(PulledGateway gateway, Board board, IntakeSource source, in GatewayAnswer answer)
    {
        var known = gateway.Remembered!;
        // A file vouches until its own time: while that stands still, there is nothing to carry on.
        var carriesOn = answer.IsFile ? answer.AsOf > known.FileTime : known.StandsBySomething;
        if (carriesOn && !intake.Vouch(board, source, answer.IsFile ? answer.AsOf!.Value : answer.AskedAt))
        {
            gateway.Remembered = null;
        }
        return new Judged(PullOutcome.NotModified, Unchanged: known.Readings.Taken);
    }

    private async Task<Judged> ReadAsync(PulledGateway gateway, Board board, IntakeSource source, GatewayAnswer answer, CancellationToken cancellation)
    {
        if (gateway.Remembered is { } known && IsRepeated(known, board, source, answer))
        {
            known.Tag = answer.Tag;
            return new Judged(PullOutcome.Unchanged, null, answer.Length, 0, known.Readings.Taken, known.Readings.Refused);
        }
        var result = await intake.TakeAsync(answer.Document, source, null, cancellation);
        if (result.Answer is not { } taken)
        {
            gateway.Remembered = null;
            return new Judged(PullOutcome.Failed, result.Refusal!.Code, answer.Length);
        }
        gateway.Remembered = IsWorthKeeping(taken)
            ? new Remembered(board.Current, source.Number)
            {
                Tag = answer.Tag,
                Document = LastDocument.Of(answer.Document.Span),
                FileTime = answer.IsFile ? answer.AsOf : null,
                Readings = (taken.Accepted + taken.Unchanged, taken.Refused),
            }
            : null;
        var outcome = taken.Accepted > 0 ? PullOutcome.Changed
            : taken.Unchanged > 0 || taken.Refused == 0 ? PullOutcome.Unchanged
            : PullOutcome.Failed;
        var reason = outcome == PullOutcome.Failed ? taken.Problems.First(problem => problem.Severity == ProblemCodes.Refused).Code : null;
        return new Judged(outcome, reason, answer.Length, taken.Accepted, taken.Unchanged, taken.Refused);
    }

    /// <summary>Whether a document says what the last one said, and the board carried its span on; it is then as good as judged.</summary>
    private bool IsRepeated(Remembered known, Board board, IntakeSource source, in GatewayAnswer answer) =>
        known.Document?.SaysTheSame(answer.Document.Span) is { } asOf
        && (answer.IsFile
            ? answer.AsOf == known.FileTime && asOf <= known.FileTime
            : asOf <= board.Clock.GetUtcNow() + DocumentReader.Ahead && intake.Vouch(board, source, asOf));

    /// <summary>
    /// What a refused reading says must not be vouched for by a later 304; and one refused for its time alone is good a moment later, so
    /// that the document has to be read again.
    /// </summary>
    private static bool IsWorthKeeping(PushAnswer taken) =>
        taken.Accepted + taken.Unchanged > 0 && !taken.Problems.Any(problem => problem.Code == ProblemCodes.AsOfInFuture);

    private void Tell(PulledGateway gateway, Pull pull)
    {
        if (pull.Outcome == PullOutcome.Failed && gateway.FailuresInARow == 0)
        {
            Log.Fails(logger, gateway.Code, pull.Reason!, Reference.New());
        }
        else if (pull.IsGood && gateway.FailuresInARow > 0)
        {
            Log.Recovers(logger, gateway.Code, gateway.FailuresInARow);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} fails: {Reason} (reference {Reference})")]
        public static partial void Fails(ILogger logger, string gateway, string reason, string reference);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Gateway} is good again after {Failures} failures")]
        public static partial void Recovers(ILogger logger, string gateway, int failures);

        [LoggerMessage(Level = LogLevel.Error, Message = "What {Gateway} answered was not recorded (reference {Reference})")]
        public static partial void NotRecorded(ILogger logger, Exception error, string gateway, string reference);
    }
}
