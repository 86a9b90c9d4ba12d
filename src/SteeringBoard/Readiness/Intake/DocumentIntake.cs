using System.Security.Cryptography;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Intake;

/// <summary>What became of a document: an answer, or the refusal of the whole.</summary>
/// <param name="Answer">The verdicts; none when refused whole.</param>
/// <param name="Refusal">Why the whole was refused; none when it was taken.</param>
/// <param name="RetryAfter">How long to wait before sending it again; none when it need not be.</param>
public sealed record IntakeResult(PushAnswer? Answer, DocumentRefusal? Refusal, TimeSpan? RetryAfter = null);

/// <summary>The one way in, for what is pulled and what is pushed: checks, verdicts, the record.</summary>
public sealed class DocumentIntake(Boards boards, Recorder recorder, Refusals refusals, ProblemTexts texts, TimeProvider time)
{
    /// <summary>Takes a document in; when it returns an answer, what was accepted is durable and on the board.</summary>
    /// <param name="bytes">The document as it came.</param>
    /// <param name="source">Who sends it.</param>
    /// <param name="idempotencyKey">The request's key; none where it has none.</param>
    /// <param name="cancellation">Ends the wait, not the writing.</param>
    public async Task<IntakeResult> TakeAsync(ReadOnlyMemory<byte> bytes, IntakeSource source, string? idempotencyKey, CancellationToken cancellation)
    {
        using var activity = IntakeSignals.Begin(source);
        var result = await JudgeAsync(bytes, source, idempotencyKey, cancellation);
        IntakeSignals.Tell(activity, source, result);
        return result;
    }

    /// <summary>
    /// A pulled source stands by all it said, until an instant (304, or the same values). Where its span has broken meanwhile, another
    /// begins. False when it stands by nothing, or when another source has said otherwise since: the document is then to be read again.
    /// </summary>
    public bool Vouch(Board board, IntakeSource source, DateTimeOffset until)
    {
        if (CarriesOn(board, source, until))
        {
            return true;
        }
        var current = board.Current;
        return current.Spans.GetValueOrDefault(source.Number) is { } span && span.Grace == source.Grace && current.IsHeld(span)
            && span.Grace > TimeSpan.Zero && until > span.Until && recorder.TrySubmit(new StandsAgain { Board = board, Broken = span, Until = until, Real = time.GetUtcNow() });
    }

    private async Task<IntakeResult> JudgeAsync(
        ReadOnlyMemory<byte> bytes, IntakeSource source, string? idempotencyKey, CancellationToken cancellation)
    {
        ReadDocument document;
        try
        {
            document = DocumentReader.Read(bytes, source, boards);
        }
        catch (DocumentReader.Refused refused)
        {
            return await RefuseAsync(bytes, source, refused, cancellation);
        }

        if (source.IsPulled && DocumentSubmission.SaysNothingNew(document, source, document.Board.Current)
            && Vouch(document.Board, source, document) is { } unchanged)
        {
            return new IntakeResult(unchanged, null);
        }

        var submission = new DocumentSubmission
        {
            Board = document.Board,
            Document = document,
            Source = source,
            Raw = document.Faults.Count > 0 ? bytes : default,
            Tell = texts.Teller(),
            KeepRefused = document.Faults.Count > 0 && refusals.MayKeep(source.Body),
            Real = time.GetUtcNow(),
            Idempotency = idempotencyKey is null ? null : (idempotencyKey, SHA256.HashData(bytes.Span)),
        };
        if (!recorder.TrySubmit(submission))
        {
            return new IntakeResult(null, new DocumentRefusal(StatusCodes.Status429TooManyRequests, "busy", texts.Message("busy", [])), TimeSpan.FromSeconds(1));
        }
        await submission.Done.WaitAsync(cancellation);
        if (submission.KeyReused)
        {
            return new IntakeResult(null, Refusal(StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyKeyReused, []));
        }
        if (submission.CarriesOn is { } span)
        {
            recorder.Extend(span, document.AsOf!.Value);
        }
        return new IntakeResult(submission.Answer, null);
    }

    private bool CarriesOn(Board board, IntakeSource source, DateTimeOffset until)
    {
        var current = board.Current;
        if (current.Spans.GetValueOrDefault(source.Number) is not { } span || span.Grace != source.Grace || !current.IsHeld(span)
            || !span.Reaches(until, board.Clock.GetUtcNow()))
        {
            return false;
        }
        recorder.Extend(span, until);
        return true;
    }

    private PushAnswer? Vouch(Board board, IntakeSource source, ReadDocument document)
    {
        if (document.AsOf is not { } asOf || board.Current.Spans.GetValueOrDefault(source.Number) is not { } span
            || document.Candidates.Exists(candidate => candidate.HasOwnTime || !span.Slots.Contains(candidate.Slot))
            || span.Slots.Count != document.Candidates.Count || !CarriesOn(board, source, asOf))
        {
            return null;
        }
        return new PushAnswer(0, document.Candidates.Count, 0, board.Current.Sequence, []);
    }

    private async Task<IntakeResult> RefuseAsync(ReadOnlyMemory<byte> bytes, IntakeSource source, DocumentReader.Refused refused, CancellationToken cancellation)
    {
        var refusal = Refusal(refused.Status, refused.Code, refused.Details);
        if (boards.All.FirstOrDefault() is { } any && refusals.MayKeep(source.Body))
        {
            var fault = new Fault(-1, source.Body, null, refused.Code, refused.Details);
            var real = time.GetUtcNow();
            var kept = new RefusedDocument
            {
                Board = any,
                Row = Refusals.Row(null, source, null, real, [fault], bytes),
                Audit = ReadingsAudit.Of(source.Person?.Name ?? source.Code, source.Person?.Role ?? "", null, source.Body, null, 1, null, real)!,
            };
            if (recorder.TrySubmit(kept))
            {
                await kept.Done.WaitAsync(cancellation);
            }
        }
        return new IntakeResult(null, refusal);
    }

    private DocumentRefusal Refusal(int status, string code, object[] details) => new(status, code, texts.Message(code, details));

    /// <summary>A source is heard again after its span broke, and still stands by the same.</summary>
    private sealed class StandsAgain : Submission
    {
        public required Vouch Broken { get; init; }

        public required DateTimeOffset Until { get; init; }

        public required DateTimeOffset Real { get; init; }

        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            if (draft.Span(Broken.Source) != Broken)
            {
                return ValueTask.FromResult<Entry?>(null);
            }
            var now = draft.Now(Board.Clock);
            var begins = new Vouch(Broken.Source, Until, now, Broken.Grace, Broken.Slots) { RowId = numbers.NextVouch(), AfterChange = numbers.ChangeId };
            var programme = Board.Programme.Code;
            // To be heard again can change what is said of a cell, and that is a change as any other.
            RecordedChange? change = null;
            if (draft.Begin(begins))
            {
                change = new RecordedChange(
                    numbers.NextChange(), numbers.NextSequence(programme), ChangeKind.Document, Broken.Source, now, Real, [], []);
                draft.Apply(change);
            }
            return ValueTask.FromResult<Entry?>(new Entry { Programme = programme, Begins = [begins], Change = change });
        }
    }

    private sealed class RefusedDocument : Submission
    {
        public required RefusalRow Row { get; init; }

        public required Audit.AuditEntry Audit { get; init; }

        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation) =>
            ValueTask.FromResult<Entry?>(new Entry { Programme = Board.Programme.Code, Refusal = Row, Audit = Audit });
    }
}
