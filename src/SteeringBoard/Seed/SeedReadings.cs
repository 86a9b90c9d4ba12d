using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>
/// Records what the documents give as counts, each when the programme's clock has reached the instant it held: on a rehearsal clock
/// some are still to come. What the record holds already is not recorded again.
/// </summary>
public sealed class SeedReadings(SeedData seed, Boards boards, Recorder recorder, Sources sources, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var source = await sources.NumberAsync("seed", "seed", stoppingToken);
        var waiting = seed.Readings.OrderBy(reading => reading.AsOf).ToList();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            do
            {
                foreach (var due in waiting.Where(IsDue).GroupBy(reading => reading.Programme).ToList())
                {
                    await recorder.SubmitAsync(new Said { Board = boards.Find(due.Key)!, Readings = [.. due], Source = source, Time = time }, stoppingToken);
                }
                waiting.RemoveAll(IsDue);
            }
            while (waiting.Count > 0 && await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // What is still to come is looked at again after the next start.
        }
    }

    private bool IsDue(SeedReading reading) => boards.Find(reading.Programme) is { } board && board.Clock.GetUtcNow() >= reading.AsOf;

    private sealed class Said : Submission
    {
        public required IReadOnlyList<SeedReading> Readings { get; init; }

        public required int Source { get; init; }

        public required TimeProvider Time { get; init; }

        public override async ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            var catalog = draft.Catalog;
            var recorded = new List<RecordedReading>();
            foreach (var said in Readings)
            {
                if (catalog.BodyPlace(said.Body) is not { } body || catalog.IndicatorPlace(said.Indicator) is not { } indicator)
                {
                    continue;
                }
                var item = said.Item is null ? -1 : catalog.Indicators[indicator].Items.ToList().IndexOf(said.Item);
                var reading = new RecordedReading(0, new CellKey(body, indicator), item, said.Level, said.Value, said.Total ?? 0, said.AsOf, true)
                {
                    Note = string.Join(" · ", ((string[])[said.SaidBy, said.Note, said.Source]).Where(part => part.Length > 0)),
                };
                if (!await log.HasAsync(catalog.Bodies[body].Id, catalog.Indicators[indicator].Id, reading, cancellation))
                {
                    var newest = draft.Newest(reading.Cell, item, reading.Level);
                    recorded.Add(reading with { Id = numbers.NextReading(), Moves = newest is null || newest.SilentAsOf() <= reading.ObservedAt });
                }
            }
            if (recorded.Count == 0)
            {
                return null;
            }
            var programme = Board.Programme.Code;
            var moves = recorded.Exists(reading => reading.Moves);
            var (now, real) = (draft.Now(Board.Clock), Time.GetUtcNow());
            var change = new RecordedChange(
                numbers.NextChange(), moves ? numbers.NextSequence(programme) : null, ChangeKind.Document, Source, now, real, recorded, []);
            draft.Apply(change);
            return new Entry { Programme = programme, Change = change, Audit = ReadingsAudit.Of("seed", "", programme, null, change, 0, now, real) };
        }
    }
}
