using System.Collections.Frozen;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Intake;

/// <summary>A document on its way into the record: its candidates are judged against the newest board, in order.</summary>
internal sealed class DocumentSubmission : Submission
{
    public required ReadDocument Document { get; init; }

    public required IntakeSource Source { get; init; }

    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required Func<Fault, string, ReadingProblem> Tell { get; init; }

    /// <summary>Whether what is refused is still kept today.</summary>
    public required bool KeepRefused { get; init; }

    public required DateTimeOffset Real { get; init; }

    /// <summary>Key and hash of the request; none without an <c>Idempotency-Key</c>.</summary>
    public (string Key, byte[] BodyHash)? Idempotency { get; init; }

    public PushAnswer? Answer { get; private set; }

    /// <summary>The span of its source that the document carries on to its own instant; none where it begins one, or vouches for nothing.</summary>
    public Vouch? CarriesOn { get; private set; }

    /// <summary>The key was used with another body.</summary>
    public bool KeyReused { get; private set; }

    public override int Weight => Math.Max(1, Document.Candidates.Count);

    public override async ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
    {
        if (Idempotency is { } request && await log.AnswerAsync(Source.Code, request.Key, Real, cancellation) is { } stored)
        {
            KeyReused = !stored.BodyHash.AsSpan().SequenceEqual(request.BodyHash);
            Answer = KeyReused ? null : JsonSerializer.Deserialize<PushAnswer>(stored.Answer, WireJson.Options);
            return null;
        }

        var now = draft.Now(Board.Clock);
        var programme = Board.Programme.Code;
        var judged = await JudgeAllAsync(draft, log, numbers, cancellation);
        List<Vouch> begins = [.. SaidAgain(draft, judged, numbers, now)];
        if (Stands(draft, numbers, now) is { } stands)
        {
            begins.Add(stands);
        }
        // To be heard again can change what is said of a cell, and that is a change as any other.
        var heard = begins.Aggregate(false, (changed, span) => draft.Begin(span) || changed);
        RecordedChange? change = null;
        if (judged.Taken.Count > 0 || heard)
        {
            var touches = heard || judged.Taken.Exists(reading => reading.Moves);
            change = new RecordedChange(
                numbers.NextChange(), touches ? numbers.NextSequence(programme) : null, ChangeKind.Document, Source.Number, now, Real, judged.Taken, []);
        }

        var problems = Document.Faults.Select(fault => Tell(fault, ProblemCodes.Refused))
            .Concat(judged.Warnings.Select(fault => Tell(fault, ProblemCodes.Warning)))
            .OrderBy(problem => problem.Index).ToList();
        Answer = new PushAnswer(judged.Taken.Count, judged.Unchanged.Count, Document.Faults.Count, numbers.Sequence(programme), problems);
        return new Entry
        {
            Programme = programme,
            Audit = ReadingsAudit.Of(
                Source.Person?.Name ?? Source.Code, Source.Person?.Role ?? "", programme, Source.Body, change,
                judged.Taken.Count > 0 || KeepRefused ? Document.Faults.Count : 0, now, Real),
            Change = change,
            IsUnapplied = change is not null,
            Begins = begins,
            Refusal = Document.Faults.Count > 0 && KeepRefused ? Refusals.Row(programme, Source, now, Real, Document.Faults.OrderBy(fault => fault.Index), Raw) : null,
            Answer = Idempotency is { } kept
                ? new AnswerRow { Source = Source.Code, Key = kept.Key, BodyHash = kept.BodyHash, Answer = JsonSerializer.Serialize(Answer, WireJson.Options), GivenReal = Real }
                : null,
        };
    }

    /// <summary>Whether every candidate of a pulled document says what the board knows, so that only freshness moves.</summary>
    public static bool SaysNothingNew(ReadDocument document, IntakeSource source, BoardSnapshot board) =>
        document.Faults.Count == 0
            && document.Candidates.TrueForAll(candidate => board.Newest(candidate.Slot) is { } newest && Repeats(candidate, newest, source.Number));

    private sealed record Judged(List<RecordedReading> Taken, List<Candidate> Unchanged, List<Fault> Warnings);

    private async ValueTask<Judged> JudgeAllAsync(BoardDraft draft, RecordLog log, Numbers numbers, CancellationToken cancellation)
    {
        var catalog = draft.Catalog;
        var judged = new Judged([], [], []);
        foreach (var candidate in Document.Candidates)
        {
            var slot = candidate.Slot;
            var newest = draft.Newest(slot);
            if (newest is not null && Repeats(candidate, newest, Source.Number))
            {
                judged.Unchanged.Add(candidate);
                continue;
            }
            var reading = new RecordedReading(0, slot.Cell, slot.Item, slot.Level, candidate.Value, candidate.Total, candidate.ObservedAt, true)
            {
                Note = candidate.Note,
                Link = candidate.Link,
            };
            var body = catalog.Bodies[slot.Cell.Body];
            var indicator = catalog.Indicators[slot.Cell.Indicator];
            if (newest is not null && candidate.ObservedAt <= newest.SilentAsOf())
            {
                if (await log.HasAsync(body.Id, indicator.Id, reading, cancellation))
                {
                    judged.Unchanged.Add(candidate);
                    continue;
                }
                if (candidate.ObservedAt < newest.SilentAsOf())
                {
                    reading = reading with { Moves = false };
                    judged.Warnings.Add(new Fault(candidate.Index, body.Code, indicator.Code, ProblemCodes.OutOfOrder, catalog.Local(newest.SilentAsOf())));
                }
            }
            if (candidate.Total != 0 && catalog.Total(slot.Cell, slot.Item) is { } inForce && inForce != candidate.Total)
            {
                judged.Warnings.Add(new Fault(candidate.Index, body.Code, indicator.Code, ProblemCodes.DenominatorChanged, candidate.Total, inForce));
            }
            judged.Taken.Add(reading with { Id = numbers.NextReading() });
        }
        return judged;
    }

    /// <summary>The same source saying the same again, or anybody the very same reading.</summary>
    private static bool Repeats(Candidate candidate, LevelReading newest, int source) =>
        candidate.Value == newest.SentValue && candidate.Total == newest.SentTotal
        && (candidate.ObservedAt == newest.SilentAsOf() || candidate.ObservedAt == newest.ObservedAt
            || (candidate.ObservedAt > newest.SilentAsOf() && newest.Source == source));

    /// <summary>
    /// What was said once more of values that stay as they are: by a push, by a reading with an instant of its own, or by a document that
    /// came after a later one of its source. A span for each instant, which nothing carries on.
    /// </summary>
    private IEnumerable<Vouch> SaidAgain(BoardDraft draft, Judged judged, Numbers numbers, DateTimeOffset now) =>
        judged.Unchanged
            .Where(candidate => (!Source.IsPulled || candidate.HasOwnTime || Document.AsOf < draft.Span(Source.Number)?.Until) && draft.Newest(candidate.Slot)!.SilentAsOf() < candidate.ObservedAt)
            .GroupBy(candidate => candidate.ObservedAt).OrderBy(group => group.Key)
            .Select(group => new Vouch(Source.Number, group.Key, now, TimeSpan.Zero, group.Select(candidate => candidate.Slot).ToFrozenSet())
            {
                RowId = numbers.NextVouch(),
                AfterChange = numbers.ChangeId,
                Stands = false,
            });

    /// <summary>
    /// The span over which a pulled source stands by what it says as of the document; none when that carries the last one on. A document
    /// from before the last vouch, read late, does not take it back; nor does one from a clock that runs ahead, since what it would hold
    /// until then has not come.
    /// </summary>
    private Vouch? Stands(BoardDraft draft, Numbers numbers, DateTimeOffset now)
    {
        CarriesOn = null;
        if (!Source.IsPulled || Document.AsOf is not { } asOf || asOf > now + DocumentReader.Ahead)
        {
            return null;
        }
        var slots = Document.Candidates.Where(candidate => !candidate.HasOwnTime).Select(candidate => candidate.Slot).ToFrozenSet();
        var current = draft.Span(Source.Number);
        if (current?.Until > asOf)
        {
            return null;
        }
        if (current?.Grace == Source.Grace && current.Reaches(asOf, now) && current.Slots.SetEquals(slots))
        {
            CarriesOn = current;
            return null;
        }
        return new Vouch(Source.Number, asOf, now, Source.Grace, slots) { RowId = numbers.NextVouch(), AfterChange = numbers.ChangeId };
    }
}
