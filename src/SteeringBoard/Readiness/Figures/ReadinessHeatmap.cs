using System.Globalization;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Readiness.Pages;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Readiness.Figures;

/// <summary>
/// <c>readiness-heatmap</c>: every province against every platform and indicator, by status. A column of red is a province in trouble,
/// a row of red an indicator. Each status has its paper, its ink and its shape, so that it reads in black and white.
/// </summary>
public sealed class ReadinessHeatmap(ReadinessTexts texts)
{
    private const double RowHeight = 17;
    private const double NamesHeight = 76;
    private const double Head = NamesHeight + 60;
    private const int NameLength = 19;
    private const double NameWidth = 112;

    private static readonly CellStatus[] Statuses =
        [CellStatus.Done, CellStatus.OnTrack, CellStatus.AtRisk, CellStatus.Late, CellStatus.Stale, CellStatus.Unknown];

    private sealed record Row(string Name, string Short, string Indicator, Func<int, CellStatus> Status);

    /// <param name="view">The board; with a level each cell is judged by that level alone.</param>
    /// <param name="culture">The language of its words.</param>
    public Figure Draw(BoardView view, CultureInfo culture)
    {
        var catalog = view.Board.Catalog;
        var provinces = catalog.AboveCommunes.Where(body => catalog.Bodies[body].Kind is BodyKind.Province).ToList();
        var groups = Groups(view, culture);
        var rows = groups.SelectMany(group => group).ToList();
        var statuses = rows.Select(row => provinces.Select(row.Status).ToArray()).ToList();
        var title = view.Level is { } level
            ? texts.Tell(culture, "heatmap-title-at", provinces.Count, texts.Level(culture, level))
            : texts.Tell(culture, "heatmap-title", provinces.Count);
        var margin = new Margin(NameWidth, 8, Head, 8);
        string Province(int body) => catalog.Bodies[body].Name.In(culture);

        return PlotJson.Figure(
            [Paper(statuses), .. Statuses.SelectMany(status => Shapes(status, statuses, rows, provinces, catalog, culture))],
            new Layout
            {
                Title = new Title(title),
                Margin = margin,
                Annotations = [Annotation.Head(Legend(culture), new Font { Size = 11, Color = Roles.Ink2 }, margin, NamesHeight)],
                Height = Head + 8 + rows.Count * RowHeight,
                HoverMode = "closest",
                XAxis = new Axis
                {
                    Side = "top",
                    TickMode = "array",
                    TickAngle = -90,
                    ShowGrid = false,
                    AutoMargin = false,
                    Range = [-0.5, provinces.Count - 0.5],
                    TickVals = [.. Enumerable.Range(0, provinces.Count).Select(place => (Coordinate)place)],
                    TickText = [.. provinces.Select(Province)],
                    TickFont = new Font { Size = 8.5, Color = Roles.Ink },
                },
                YAxis = new Axis
                {
                    TickMode = "array",
                    ShowGrid = false,
                    Range = [rows.Count - 0.5, -0.5],
                    AutoMargin = false,
                    TickVals = [.. Enumerable.Range(0, rows.Count).Select(place => (Coordinate)place)],
                    TickText = [.. rows.Select(row => row.Short)],
                    TickFont = new Font { Size = 10, Color = Roles.Ink },
                },
                Shapes = [.. Borders(groups).Select(row => new Shape(0, row - 0.5, 1, row - 0.5) { XRef = "paper", Line = new Line { Color = Roles.LineStrong, Width = 1 } })],
            },
            new FigureTable(
                title,
                [texts.Tell(culture, "column-province"), .. rows.Select(row => row.Name)],
                [
                    .. provinces.Select((province, column) => (IReadOnlyList<string>)
                        [Province(province), .. statuses.Select(row => texts.Status(culture, row[column]))]),
                ])
            {
                Href = (province, row) => row == 0 ? null : CellAddress.Of(catalog.Bodies[provinces[province]].Code, rows[row - 1].Indicator),
            });
    }

    /// <summary>The platforms, then the families everything turns on, then the rest.</summary>
    private List<List<Row>> Groups(BoardView view, CultureInfo culture)
    {
        var catalog = view.Board.Catalog;
        var measured = Enumerable.Range(0, catalog.Indicators.Length).Where(place => Headline.IsCounted(catalog.Indicators[place])).ToList();
        var platforms = measured.Where(place => catalog.Indicators[place].Items.Count > 0)
            .SelectMany(place => catalog.Indicators[place].Items.Select((item, part) => (Item: item, Indicator: place, Part: part)))
            .GroupBy(part => part.Item, StringComparer.Ordinal)
            .Select(platform =>
            {
                var name = texts.Tell(culture, $"platform-{platform.Key}");
                return new Row(name, Shortened(name), catalog.Indicators[platform.First().Indicator].Code, province => platform.Select(part => StatusOf(view, new CellKey(province, part.Indicator), part.Part)).MinBy(Gravity));
            }).ToList();
        var indicators = Families.Codes.Append<string?>(null).Select(family => measured
            .Where(place => catalog.Indicators[place].Items.Count == 0 && catalog.Indicators[place].Family == family)
            .Select(place =>
            {
                var name = $"{catalog.Indicators[place].Code} {catalog.Indicators[place].Name.In(culture)}";
                return new Row(name, Shortened(name), catalog.Indicators[place].Code, province => StatusOf(view, new CellKey(province, place), -1));
            }).ToList());
        return [.. indicators.Prepend(platforms).Where(group => group.Count > 0)];
    }

    private static CellStatus StatusOf(BoardView view, CellKey key, int item)
    {
        var (indicator, due) = (view.Board.Catalog.Indicators[key.Indicator], view.Board.Catalog.DueAt(key, view.Now));
        var cell = view.Board[key];
        var levels = item < 0 ? cell.Levels : cell.Items.IsEmpty ? Levels.None : cell.Items[item];
        return view.Level is { } level ? LevelAlone.Judge(indicator, due, levels, level, view.Now).Status
            : item < 0 ? cell.Verdict.Status
            : CellRules.Judge(indicator, due, levels, [], null, view.Now).Status;
    }

    /// <summary>A platform stands where the worst of its indicators does.</summary>
    private static int Gravity(CellStatus status) => status switch
    {
        CellStatus.Late => 0,
        CellStatus.Unknown => 1,
        CellStatus.Stale => 2,
        CellStatus.AtRisk => 3,
        CellStatus.OnTrack => 4,
        _ => 5,
    };

    private static Heatmap Paper(List<CellStatus[]> statuses) => new()
    {
        Z = [.. statuses.Select(row => row.Select(status => Array.IndexOf(Statuses, status)).ToArray())],
        ZMin = -0.5,
        ZMax = Statuses.Length - 0.5,
        ColorScale = [.. Statuses.SelectMany(Step)],
        ShowScale = false,
        XGap = 1,
        YGap = 1,
        HoverInfo = "skip",
    };

    private static IEnumerable<IReadOnlyList<Coordinate>> Step(CellStatus status, int place) =>
        [[place / (double)Statuses.Length, Roles.Wash(status)], [(place + 1) / (double)Statuses.Length, Roles.Wash(status)]];

    /// <summary>The shapes of one status: one trace, so that its colour and its word are said once.</summary>
    private IEnumerable<Scatter> Shapes(
        CellStatus status, List<CellStatus[]> statuses, List<Row> rows, List<int> provinces, Catalog catalog, CultureInfo culture)
    {
        var places = statuses.SelectMany((cells, row) => cells.Select((cell, column) => (cell, row, column)))
            .Where(place => place.cell == status).ToList();
        if (places.Count == 0)
        {
            yield break;
        }
        yield return new Scatter
        {
            Mode = "text",
            Name = texts.Status(culture, status),
            X = [.. places.Select(place => (Coordinate)place.column)],
            Y = [.. places.Select(place => (Coordinate)place.row)],
            Text = [.. places.Select(_ => Roles.Shape(status))],
            TextFont = new Font { Size = 9, Color = Roles.Of(status) },
            HoverTemplate = $"%{{x}}<br>%{{y}}<br>{Roles.Shape(status)} {texts.Status(culture, status)}<extra></extra>",
            CustomData = [.. places.Select(place => new Link(CellAddress.Of(catalog.Bodies[provinces[place.column]].Code, rows[place.row].Indicator)))],
        };
    }

    private string Legend(CultureInfo culture) => string.Join(
        "<br>",
        Statuses.Chunk(3).Select(line => string.Join("   ", line.Select(status => $"{Roles.Shape(status)} {texts.Status(culture, status)}"))));

    private static IEnumerable<int> Borders(List<List<Row>> groups)
    {
        var row = 0;
        foreach (var group in groups.SkipLast(1))
        {
            yield return row += group.Count;
        }
    }

    private static string Shortened(string name) =>
        name.Length <= NameLength ? name : name[..(NameLength - 1)].TrimEnd(' ', ',', ':') + "…";
}
