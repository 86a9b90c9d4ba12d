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

        var now = Board.Clock.GetUtcNow();
        var programme = Board.Programme.Code;
        var judged = await JudgeAllAsync(draft, log, numbers, cancellation);
        var span = Span(draft, judged, now);
        if (span is not null)
        {
            draft.Begin(span);
        }
        RecordedChange? change = null;
        if (judged.Taken.Count > 0)
        {
            var touches = judged.Taken.Any(reading => reading.Moves);
            change = new RecordedChange(
                numbers.NextChange(), touches ? numbers.NextSequence(programme) : null, ChangeKind.Document, Source.Number, now, Real, judged.Taken, []);
            draft.Apply(change);
        }

        var problems = Document.Faults.Select(fault => Tell(fault, ProblemCodes.Refused))
            .Concat(judged.Warnings.Select(fault => Tell(fault, ProblemCodes.Warning)))
            .OrderBy(problem => problem.Index).ToList();
        Answer = new PushAnswer(judged.Taken.Count, judged.Unchanged.Count, Document.Faults.Count, numbers.Sequence(programme), problems);
        return new Entry
        {
            Programme = programme,
            Change = change,
            Begins = span,
            Refusal = Document.Faults.Count > 0 && KeepRefused ? Refusals.Row(programme, Source, now, Real, problems, Raw) : null,
            Answer = Idempotency is { } kept
                ? new AnswerRow { Source = Source.Code, Key = kept.Key, BodyHash = kept.BodyHash, Answer = JsonSerializer.Serialize(Answer, WireJson.Options), GivenReal = Real }
                : null,
        };
    }

    /// <summary>Whether every candidate of a pulled document says what the board knows, so that only freshness moves.</summary>
    public static bool SaysNothingNew(ReadDocument document, IntakeSource source, BoardSnapshot board)
    {
        var draft = new BoardDraft(board);
        return document.Faults.Count == 0 && document.Candidates.TrueForAll(candidate =>
            draft.Newest(candidate.Slot.Cell, candidate.Slot.Item, candidate.Slot.Level) is { } newest && Repeats(candidate, newest, source.Number));
    }

    private sealed record Judged(List<RecordedReading> Taken, List<Candidate> Unchanged, List<Fault> Warnings);

    private async ValueTask<Judged> JudgeAllAsync(BoardDraft draft, RecordLog log, Numbers numbers, CancellationToken cancellation)
    {
        var catalog = draft.Catalog;
        var judged = new Judged([], [], []);
        foreach (var candidate in Document.Candidates)
        {
            var slot = candidate.Slot;
            var newest = draft.Newest(slot.Cell, slot.Item, slot.Level);
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

    /// <summary>The span this document begins; none when it carries one on or vouches for nothing.</summary>
    private Vouch? Span(BoardDraft draft, Judged judged, DateTimeOffset now)
    {
        if (Document.AsOf is not { } asOf)
        {
            return null;
        }
        if (!Source.IsPulled || Source.Grace == TimeSpan.Zero)
        {
            var again = judged.Unchanged.Where(candidate =>
                    draft.Newest(candidate.Slot.Cell, candidate.Slot.Item, candidate.Slot.Level)!.SilentAsOf() < candidate.ObservedAt)
                .GroupBy(candidate => candidate.ObservedAt).OrderByDescending(group => group.Count()).FirstOrDefault();
            return again is null ? null : new Vouch(Source.Number, again.Key, again.Key, now, TimeSpan.Zero, again.Select(candidate => candidate.Slot).ToFrozenSet());
        }
        var slots = Document.Candidates.Where(candidate => !candidate.HasOwnTime).Select(candidate => candidate.Slot).ToList();
        var current = draft.Span(Source.Number);
        if (current is not null && current.Grace == Source.Grace && current.Reaches(asOf) && current.Slots.SetEquals(slots))
        {
            return null;
        }
        return slots.Count == 0 ? null : new Vouch(Source.Number, asOf, asOf, now, Source.Grace, slots.ToFrozenSet());
    }
}
