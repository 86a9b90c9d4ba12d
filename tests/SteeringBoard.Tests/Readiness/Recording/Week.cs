using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Recording;

/// <summary>Something that happens to a board.</summary>
internal abstract record Happening
{
    /// <summary>Programme time goes on.</summary>
    public sealed record Passes(TimeSpan By) : Happening;

    /// <summary>A source sends a document whose instant lies some time back.</summary>
    public sealed record Says(int Source, int BackSeconds, IReadOnlyList<Word> Words) : Happening;

    /// <summary>A source says that nothing has changed (304).</summary>
    public sealed record StandsBy(int Source) : Happening;

    /// <summary>What has changed by time is recorded.</summary>
    public sealed record Looks : Happening;

    /// <summary>The whole board is written to the record.</summary>
    public sealed record Keeps : Happening;

    public sealed record Restarts : Happening;
}

/// <summary>One reading of a document.</summary>
internal sealed record Word(int Cell, int Value, EvidenceLevel Level, int? OwnBackSeconds);

/// <summary>
/// A board to which things happen at random, with what was told of it after each: to hold a replay against.
/// </summary>
internal sealed class Week(TestBoard board, bool keeps, bool restarts) : IAsyncDisposable
{
    /// <summary>Where words land: cell, part and total.</summary>
    private static readonly (string Body, string Indicator, string? Item, long? Total)[] Cells =
    [
        ("79", TestProgramme.Configured, null, 100), ("79", TestProgramme.Filing, null, 20), ("79", TestProgramme.Filing, null, 25),
        ("79", TestProgramme.Platforms, "meeting", 1), ("79", TestProgramme.Platforms, "reporting", 1), ("79", TestProgramme.Unsigned, null, 9),
        ("79", TestProgramme.Visits, null, null), ("79", TestProgramme.Hotlines, null, 41), ("26734", TestProgramme.Hotlines, null, 10),
        ("26737", TestProgramme.Hotlines, null, 10), ("26734", TestProgramme.Backlog, null, 10), ("26740", TestProgramme.Seals, null, 3),
        ("79", TestProgramme.Configured, null, 120), ("79", TestProgramme.Decided, null, 1),
    ];

    private readonly List<(DateTimeOffset At, string Told)> _told = [];
    private readonly List<(DateTimeOffset At, string Before, string After)> _restarts = [];
    private IReadOnlyList<IntakeSource> _sources = [];

    /// <summary>Every moment looked at, with what was told of it then.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Told)> Told => _told;

    /// <summary>What was told before each restart and after it.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Before, string After)> Restarts => _restarts;

    public TestBoard Board => board;

    public static Gen<IReadOnlyList<Happening>> Happenings(int most) =>
        from count in Gen.Choose(5, most)
        from happenings in Gen.ArrayOf(Gen.Frequency(
            (5, from seconds in Gen.OneOf(Gen.Choose(0, 100), Gen.Choose(60, 2_000), Gen.Choose(0, 30_000))
                from milliseconds in Gen.Choose(0, 999)
                from ticks in Gen.Choose(0, 9_999)
                select (Happening)new Happening.Passes(new TimeSpan(0, 0, 0, seconds, milliseconds) + TimeSpan.FromTicks(ticks))),
            (6, from source in Gen.Choose(0, 3)
                from back in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-200, 300)), (1, Gen.Choose(0, 10_000)))
                from words in Gen.NonEmptyListOf(
                    from cell in Gen.Choose(0, Cells.Length - 1)
                    from value in Gen.Choose(0, 2)
                    from level in Gen.Choose(1, 4)
                    from own in Gen.Frequency((5, Gen.Constant<int?>(null)), (1, Gen.Choose(-100, 4_000).Select(seconds => (int?)seconds)))
                    select new Word(cell, value, (EvidenceLevel)level, own))
                select (Happening)new Happening.Says(source, back, [.. words.Take(6)])),
            (3, Gen.Choose(1, 3).Select(source => (Happening)new Happening.StandsBy(source))),
            (3, Gen.Constant<Happening>(new Happening.Looks())),
            (1, Gen.Constant<Happening>(new Happening.Keeps())),
            (1, Gen.Constant<Happening>(new Happening.Restarts()))), count)
        select (IReadOnlyList<Happening>)happenings;

    public async Task LiveAsync(IEnumerable<Happening> happenings)
    {
        await MeetAsync();
        Tell();
        IReadOnlyList<Word> last = [];
        foreach (var happening in happenings)
        {
            switch (happening)
            {
                case Happening.Passes passes:
                    board.Time.Advance(passes.By / 3);
                    Tell();
                    board.Time.Advance(passes.By - passes.By / 3);
                    break;
                case Happening.Says says:
                    // Every other time a source says what was said last: that is how pulls are.
                    last = says.BackSeconds % 2 == 0 && last.Count > 0 && says.Words.Count % 2 == 0 ? last : says.Words;
                    await SayAsync(_sources[says.Source], says.BackSeconds, last);
                    break;
                case Happening.StandsBy stands:
                    board.Intake.Vouch(board.Board, _sources[stands.Source], board.Now);
                    // Where its span broke, another begins on the way through the recorder.
                    await SettleAsync();
                    break;
                case Happening.Looks:
                    await board.Aging.LookAsync(CancellationToken.None);
                    break;
                case Happening.Keeps when keeps:
                    await KeepAsync();
                    break;
                case Happening.Restarts when restarts:
                    await SettleAsync();
                    var before = Tells(board.Current, board.Now);
                    await board.RestartAsync();
                    await MeetAsync();
                    _restarts.Add((board.Now, before, Tells(board.Current, board.Now)));
                    break;
            }
            Tell();
        }
    }

    /// <summary>Lets the ends of spans into the record, as the recorder does every second.</summary>
    public async Task SettleAsync()
    {
        var nothing = new Nothing { Board = board.Board };
        await board.Recorder.SubmitAsync(nothing, CancellationToken.None);
        await nothing.Done;
    }

    /// <summary>What a board tells of itself at a moment: what counts, what is read, and what the pace is seen on.</summary>
    public static string Tells(BoardSnapshot board, DateTimeOffset now)
    {
        var aged = board.AgedTo(now);
        var lines =
            from body in Enumerable.Range(0, aged.Catalog.Bodies.Length)
            from pair in aged.CellsOf(body)
            select $"{aged.Catalog.Bodies[body].Code} {aged.Catalog.Indicators[pair.Key.Indicator].Code}: {pair.Cell.Verdict}"
                + $" since {pair.Cell.ContradictedSince:O} recent {string.Join(", ", pair.Cell.Recent)}"
                + string.Concat(EvidenceLevels.All.Select(level => Tells(pair.Cell.Levels[level], now)));
        var trails =
            from indicator in Enumerable.Range(0, aged.Catalog.Indicators.Length)
            from level in EvidenceLevels.All
            select $"{indicator} {level}: {string.Join(", ", aged.Trail(indicator, level).Points)}";
        return string.Join('\n', lines.Concat(trails).Prepend($"sequence {aged.Sequence}"));
    }

    public ValueTask DisposeAsync() => board.DisposeAsync();

    private static string Tells(LevelReading? reading, DateTimeOffset now) => reading is null
        ? " -"
        : $" {reading.Value}/{reading.Total} {reading.Source} {reading.ObservedAt:O} {reading.RecordedAt:O} {reading.AsOf(now):O} {reading.ValidFrom(now):O} {reading.Restated}";

    private void Tell() => _told.Add((board.Now, Tells(board.Current, board.Now)));

    private async Task MeetAsync() => _sources =
    [
        await board.PushAsync("79", EvidenceLevel.Inspected),
        await board.GatewayAsync("79", EvidenceLevel.Pulled, TimeSpan.FromMinutes(3), EvidenceLevel.Inspected),
        await board.GatewayAsync("79", EvidenceLevel.Tested, TimeSpan.FromSeconds(45), EvidenceLevel.Tested, "second"),
        await board.GatewayAsync("79", EvidenceLevel.Claimed, TimeSpan.Zero, EvidenceLevel.Claimed, "file"),
    ];

    private Task<PushAnswer> SayAsync(IntakeSource source, int backSeconds, IReadOnlyList<Word> words) => board.SayAsync(
        source,
        board.Now.AddSeconds(-backSeconds),
        [
            .. words.Select(word =>
            {
                var (body, indicator, item, total) = Cells[word.Cell];
                return new ReadingEntry
                {
                    Indicator = indicator,
                    Body = body,
                    Item = item,
                    Value = Math.Min(word.Value * (total ?? 20) / 2, total ?? long.MaxValue),
                    Total = total,
                    Evidence = word.Level > source.Most ? null : word.Level,
                    AsOf = word.OwnBackSeconds is { } back ? board.Now.AddSeconds(-back) : null,
                };
            }),
        ]);

    private async Task KeepAsync()
    {
        var current = board.Current;
        await using var db = board.Record.Open();
        db.Add(new CheckpointRow
        {
            Programme = TestProgramme.Code,
            Sequence = current.Sequence,
            ChangeId = current.Mark.ChangeId,
            ReadingId = current.Mark.ReadingId,
            RecordedAt = current.At,
            Board = Checkpoint.Write(current),
        });
        await db.SaveChangesAsync();
    }

    private sealed class Nothing : Submission
    {
        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation) =>
            ValueTask.FromResult<Entry?>(null);
    }
}
