using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Figures;

namespace SteeringBoard.Deadlines.Figures;

/// <summary>
/// <c>deadline-ladder</c>: which deadline breaks first. In order of due instant, each with what is done by level, where it should be by
/// now, and whether it will hold.
/// </summary>
public sealed class DeadlineLadder(DeadlineTexts texts, DeadlineViews deadlines)
{
    private const double RowHeight = 40;
    private const double LegendHeight = 42;
    private const double BarsEnd = 0.5;

    private sealed record Rung(DeadlineProgress Progress, double Top)
    {
        public double Title => Top + 0.3;

        public double Bar => Top + 0.7;
    }

    private sealed record DueGroup(DateTimeOffset Due, double Top);

    /// <param name="view">The board; with a level, the pace and the outlook are that level's.</param>
    /// <param name="directives">The programme's directives.</param>
    /// <param name="culture">The language of its words.</param>
    public Figure Draw(BoardView view, IReadOnlyList<Directive> directives, CultureInfo culture)
    {
        var words = new DeadlineWords(texts, culture);
        var (groups, rungs, bottom) = Stacked(deadlines.All(view.Board, directives, view.Level, view.Now));
        var title = words.Tell("ladder-title");
        var heading = new Title(title);
        var margin = new Margin(8, 8, heading.Height + 16 + LegendHeight, 8);
        return PlotJson.Figure(
            [
                Whole(rungs),
                .. EvidenceLevels.All.Select(level => Bars(rungs, level, view, words)),
                Needed(rungs, words),
                Titles(rungs, culture),
                .. rungs.GroupBy(rung => rung.Progress.Status).Select(group => Chips(group, view, words)),
            ],
            new Layout
            {
                Title = heading,
                Margin = margin,
                Height = margin.T + margin.B + Math.Max(1, bottom) * RowHeight,
                BarMode = "overlay",
                HoverMode = "closest",
                XAxis = new Axis { Range = [0, 100 / BarsEnd], Visible = false },
                YAxis = new Axis { Range = [Math.Max(1, bottom), 0], Visible = false },
                Legend = new Legend(0, 1, "left", "bottom"),
                Annotations =
                [
                    Annotation.Head($"┃ {words.Tell("needed-by-now")}", new Font { Size = 11, Color = Roles.Ink }, margin, LegendHeight),
                    .. groups.Select(each => Tell(each, view, words)),
                ],
                Shapes = [.. groups.Select(each => new Shape(0, each.Top, 1, each.Top) { XRef = "paper", Line = new Line { Color = Roles.Line, Width = 1 } })],
            },
            Table(title, rungs, view, words, culture));
    }

    private static (List<DueGroup> Groups, List<Rung> Rungs, double Bottom) Stacked(IEnumerable<DeadlineProgress> deadlines)
    {
        const double GroupHeight = 0.65;
        var (groups, rungs, top) = (new List<DueGroup>(), new List<Rung>(), 0.0);
        foreach (var progress in deadlines)
        {
            if (groups.Count == 0 || groups[^1].Due != progress.Due)
            {
                groups.Add(new DueGroup(progress.Due, top));
                top += GroupHeight;
            }
            rungs.Add(new Rung(progress, top));
            top += 1;
        }
        return (groups, rungs, top);
    }

    private static Bar Whole(List<Rung> rungs) => new()
    {
        Orientation = "h",
        Width = 0.3,
        HoverInfo = "skip",
        X = [.. rungs.Select(_ => (Coordinate)100)],
        Y = [.. rungs.Select(rung => (Coordinate)rung.Bar)],
        Marker = new Marker { Color = Roles.Ground, Line = new Line { Color = Roles.Line, Width = 1 } },
    };

    /// <summary>The bars of a level, the better proven over the weaker.</summary>
    private static Bar Bars(List<Rung> rungs, EvidenceLevel level, BoardView view, DeadlineWords words) => new()
    {
        Name = words.Level(level),
        Orientation = "h",
        Width = 0.3,
        ShowLegend = true,
        Opacity = view.Level is { } asked && asked != level ? 0.35 : 1,
        X = [.. rungs.Select(rung => (Coordinate)Percent(rung.Progress[level].Units))],
        Y = [.. rungs.Select(rung => (Coordinate)rung.Bar)],
        Marker = Inks.Bar(level),
        HoverText =
        [
            .. rungs.Select(rung => rung.Progress[level]).Select(progress =>
                $"{words.Level(level)} {words.Of(progress.Units.Done, progress.Units.Total)} ({words.Share(progress.Units.Done, progress.Units.Total)})"),
        ],
        HoverTemplate = "%{hovertext}<extra></extra>",
    };

    /// <summary>A tick where each should be by now.</summary>
    private static Scatter Needed(List<Rung> rungs, DeadlineWords words)
    {
        var marked = rungs.Where(rung => rung.Progress.NeededByNow is not null).ToList();
        return new Scatter
        {
            Name = words.Tell("needed-by-now"),
            Mode = "lines",
            HoverInfo = "name",
            Line = new Line { Color = Roles.Ink, Width = 2 },
            X =
            [
                .. marked.SelectMany(rung =>
                {
                    var at = Percent(new Tally(rung.Progress.NeededByNow!.Value, rung.Progress[rung.Progress.PaceLevel].Units.Total));
                    return new Coordinate[] { at, at, double.NaN };
                }),
            ],
            Y = [.. marked.SelectMany(rung => new Coordinate[] { rung.Bar - 0.24, rung.Bar + 0.24, double.NaN })],
        };
    }

    private static Scatter Titles(List<Rung> rungs, CultureInfo culture) => new()
    {
        Mode = "text",
        HoverInfo = "skip",
        ClipOnAxis = false,
        TextPosition = "middle right",
        X = [.. rungs.Select(_ => (Coordinate)0)],
        Y = [.. rungs.Select(rung => (Coordinate)rung.Title)],
        Text = [.. rungs.Select(rung => $"<b>{rung.Progress.Directive.Code}</b> {PlotText.AsTyped(rung.Progress.Directive.Title.In(culture))}")],
        TextFont = new Font { Size = 12, Color = Roles.Ink },
    };

    private static Scatter Chips(IGrouping<CellStatus, Rung> rungs, BoardView view, DeadlineWords words) => new()
    {
        Mode = "text",
        HoverInfo = "skip",
        ClipOnAxis = false,
        TextPosition = "middle right",
        X = [.. rungs.Select(_ => (Coordinate)103)],
        Y = [.. rungs.Select(rung => (Coordinate)rung.Bar)],
        Text = [.. rungs.Select(rung => words.Chip(rung.Progress, view.Now))],
        TextFont = new Font { Size = 11, Color = Roles.Of(rungs.Key), Weight = 600 },
    };

    private static Annotation Tell(DueGroup group, BoardView view, DeadlineWords words) => new(
        0,
        group.Top,
        group.Due > view.Now
            ? words.Tell("heading-before", words.Instant(group.Due), words.Span(group.Due - view.Now))
            : words.Tell("heading-passed", words.Instant(group.Due), words.Span(view.Now - group.Due)))
    {
        XRef = "paper",
        XAnchor = "left",
        YAnchor = "top",
        XShift = -2,
        YShift = -5,
        Font = new Font { Size = 11, Color = group.Due > view.Now ? Roles.Ink2 : Roles.Of(CellStatus.Late), Weight = 600 },
    };

    private static FigureTable Table(string caption, List<Rung> rungs, BoardView view, DeadlineWords words, CultureInfo culture) => new(
        caption,
        [
            words.Tell("column-directive"), words.Tell("column-due"), .. EvidenceLevels.All.Select(words.Level), words.Tell("needed-by-now"),
            words.Tell("pace-needed"), words.Tell("pace-seen"), words.Tell("column-verdict"),
        ],
        [
            .. rungs.Select(rung => rung.Progress).Select(progress => (IReadOnlyList<string>)
            [
                $"{progress.Directive.Code} {progress.Directive.Title.In(culture)}",
                words.Instant(progress.Due),
                .. progress.Levels.Select(level => $"{words.Of(level.Units.Done, level.Units.Total)} ({words.Share(level.Units.Done, level.Units.Total)})"),
                progress.NeededByNow is { } needed ? words.Share(needed, progress[progress.PaceLevel].Units.Total) : "",
                progress.Pace.Needed is { } pace ? words.Rate(pace) : "",
                progress.Pace.Seen is { } seen ? words.Rate(seen) : "",
                words.Verdict(progress, view.Now),
            ]),
        ]);

    private static double Percent(Tally units) => units.Total == 0 ? 0 : 100.0 * units.Done / units.Total;
}
