using SteeringBoard.Bodies;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Seed;

namespace SteeringBoard.Benchmarks.Forecasting;

/// <summary>The go-live as it comes with the board, with readings of our own and without a record.</summary>
internal sealed class SeededCountry
{
    private const string Programme = "go-live-2025";

    private static readonly DateTimeOffset Start = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    private readonly Catalog _catalog;
    private readonly List<CellKey> _cells;
    private long _id;

    private SeededCountry(SeedData seed)
    {
        var programme = seed.Programmes.Single(one => one.Code == Programme);
        var bodies = seed.Bodies.Where(body => body.Set == programme.BodySet && body.Kind != BodyKind.Commune).Select((body, place) => body with { Id = place + 1 }).ToList();
        Directives = [.. seed.Directives.Where(directive => directive.Programme == Programme)];
        var totals = seed.Denominators.Where(row => row.Programme == Programme && row.Item is null).Select(row => new DenominatorRow
        {
            Programme = row.Programme,
            Body = row.Body,
            Indicator = row.Indicator,
            Fixed = row.Total.Fixed,
            PerCommune = row.Total.PerCommune,
            Simulated = row.Simulated,
            Source = row.Source,
        }).ToList();
        _catalog = new Catalog(
            programme,
            bodies,
            seed.Indicators.Where(indicator => indicator.Programme == Programme).Select((indicator, place) => indicator with { Id = place + 1 }),
            Directives.Where(directive => directive.DueBefore is not null).ToDictionary(directive => directive.Code, directive => directive.DueBefore!.Value),
            Denominators.Over(totals, bodies));
        _cells =
        [
            .. from body in _catalog.AboveCommunes
               from indicator in Enumerable.Range(0, _catalog.Indicators.Length)
               let key = new CellKey(body, indicator)
               where _catalog.IsMeasured(key) && _catalog.Bodies[body].Kind == BodyKind.Province && !_catalog.Indicators[indicator].Counter
               select key,
        ];
    }

    /// <summary>The directives of the seed.</summary>
    public IReadOnlyList<Directive> Directives { get; }

    public static SeededCountry Read() => new(SeedLoad.Read(Path.Combine(AppContext.BaseDirectory, "seed-data")));

    /// <summary>A board on which every cell of every province gained a little in each of so many hours.</summary>
    public (BoardSnapshot Board, DateTimeOffset Now) Week(int hours)
    {
        var board = BoardSnapshot.Empty(_catalog, Start);
        for (var hour = 0; hour <= hours; hour++)
        {
            board = Take(board, Start.AddHours(hour), [.. _cells.Select(cell => (cell, hour))]);
        }
        return (board, Start.AddHours(hours));
    }

    /// <summary>One province's value of one indicator changed, in the hour after the last.</summary>
    public BoardSnapshot Change(BoardSnapshot board, int number) => Take(board, board.At, [(_cells[number % _cells.Count], number % 70)]);

    /// <summary>So many directives given to all provinces, each of which waits on the three before it, with the seed's evidence in turn.</summary>
    public IReadOnlyList<Directive> Chained(int count)
    {
        var counted = Directives.Where(directive => directive.Indicators.Count > 0 && directive.Kind == DirectiveKind.Task).ToList();
        return
        [
            .. Enumerable.Range(0, count).Select(number => counted[number % counted.Count] with
            {
                Code = $"N{number:00}",
                Responsible = number % 5 == 4 ? ["all"] : ["provinces"],
                DependsOn = [.. Enumerable.Range(Math.Max(0, number - 3), Math.Min(3, number)).Select(before => $"N{before:00}")],
                DueBefore = Start.AddHours(40 + number * 3),
                NotBefore = null,
            }),
        ];
    }

    private BoardSnapshot Take(BoardSnapshot board, DateTimeOffset at, List<(CellKey Cell, int Step)> steps)
    {
        var draft = new BoardDraft(board);
        draft.Apply(new RecordedChange(
            ++_id, board.Sequence + 1, ChangeKind.Document, 1, at, at,
            [
                .. steps.Select(step =>
                {
                    var indicator = _catalog.Indicators[step.Cell.Indicator];
                    var total = _catalog.Total(step.Cell) ?? 1000;
                    var done = Math.Min(total, total * (step.Step + step.Cell.Body % 5) / 100);
                    return new RecordedReading(++_id, step.Cell, -1, indicator.Wanted, indicator.Falling ? total - done : done, total, at, Moves: true);
                }),
            ],
            []));
        return draft.Seal(board.Sequence + 1, new RecordMark(_id, _id, 0));
    }
}
