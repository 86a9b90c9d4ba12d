using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Shell;

namespace SteeringBoard.Readiness.Figures;

/// <summary>
/// <c>evidence-ladder</c>: how many provinces are ready, and how that is known. A column a level, so that 34 claimed and 8 tested stand
/// side by side; a row for the headline and each family everything turns on.
/// </summary>
public sealed class EvidenceLadder(ReadinessTexts texts)
{
    private const double RowHeight = 58;
    private const double ColumnGap = 0.045;

    private sealed record Rung(string Name, Headline Ready, double Top, bool IsHeadline);

    /// <param name="view">The board; a level dims the others.</param>
    /// <param name="headline">Codes of the indicators the headline counts; empty: every one.</param>
    /// <param name="culture">The language of its words.</param>
    public Figure Draw(BoardView view, IReadOnlyList<string> headline, CultureInfo culture)
    {
        var rungs = Rungs(view, headline, culture);
        var title = texts.Tell(culture, "ladder-title", Display.Number(rungs[0].Ready.Of, culture));
        var bottom = rungs[^1].Top + Height(rungs[^1]);
        var margin = new Margin(8, 8, 58, 4);
        return PlotJson.Figure(
            EvidenceLevels.All.SelectMany(level => Column(view, rungs, level, culture)),
            new Layout
            {
                Title = new Title(title),
                Margin = margin,
                Height = margin.T + margin.B + bottom * RowHeight,
                BarMode = "overlay",
                HoverMode = "closest",
                XAxis = Across(0, rungs),
                XAxis2 = Across(1, rungs),
                XAxis3 = Across(2, rungs),
                XAxis4 = Across(3, rungs),
                YAxis = new Axis { Range = [bottom, 0], Visible = false },
                Annotations = [.. Heads(view, culture), .. Names(rungs)],
                Shapes = [.. rungs.Skip(1).Select(rung => new Shape(0, rung.Top, 1, rung.Top) { XRef = "paper", Line = new Line { Color = Roles.Line, Width = 1 } })],
            },
            new FigureTable(
                title,
                [texts.Tell(culture, "column-ready"), .. EvidenceLevels.All.Select(level => texts.Level(culture, level)), texts.Tell(culture, "column-all")],
                [
                    .. rungs.Select(rung => (IReadOnlyList<string>)
                    [
                        rung.Name, .. rung.Ready.Ready.Select(ready => Display.Number(ready, culture)), Display.Number(rung.Ready.Of, culture),
                    ]),
                ]));
    }

    private List<Rung> Rungs(BoardView view, IReadOnlyList<string> headline, CultureInfo culture)
    {
        var catalog = view.Board.Catalog;
        var first = new Rung(
            texts.Tell(culture, headline.Count == 0 ? "headline-all" : "headline"), Headline.CountOf(view.Board, headline, view.Now), 0, IsHeadline: true);
        List<Rung> rungs = [first];
        foreach (var family in Families.Codes)
        {
            var members = Families.IndicatorsOf(catalog, family);
            if (!members.IsEmpty)
            {
                rungs.Add(new Rung(
                    texts.Tell(culture, $"family-{family}"), Headline.Count(view.Board, members, view.Now), rungs[^1].Top + Height(rungs[^1]), IsHeadline: false));
            }
        }
        return rungs;
    }

    private static double Height(Rung rung) => rung.IsHeadline ? 1.5 : 1;

    /// <summary>The bars of a level over the whole, and the counts above them.</summary>
    private IEnumerable<Trace> Column(BoardView view, List<Rung> rungs, EvidenceLevel level, CultureInfo culture)
    {
        var axis = level is EvidenceLevel.Claimed ? "x" : $"x{(int)level}";
        var name = texts.Level(culture, level);
        IReadOnlyList<Coordinate> places = [.. rungs.Select(rung => (Coordinate)(rung.Top + Height(rung) - 0.2))];
        var strength = view.Level is { } asked && asked != level ? 0.4 : 1;
        yield return new Bar
        {
            X = [.. rungs.Select(rung => (Coordinate)rung.Ready.Of)],
            Y = places,
            XAxis = axis,
            Orientation = "h",
            Width = 0.2,
            HoverInfo = "skip",
            Marker = new Marker { Color = Roles.Ground, Line = new Line { Color = Roles.Line, Width = 1 } },
        };
        yield return new Bar
        {
            Name = name,
            X = [.. rungs.Select(rung => (Coordinate)rung.Ready[level])],
            Y = places,
            XAxis = axis,
            Orientation = "h",
            Width = 0.2,
            Marker = Inks.Bar(level),
            Opacity = strength,
            HoverText = [.. rungs.Select(rung => texts.Tell(culture, "ladder-hover", rung.Name, rung.Ready[level], rung.Ready.Of, name))],
            HoverTemplate = "%{hovertext}<extra></extra>",
        };
        foreach (var big in rungs.GroupBy(rung => rung.IsHeadline))
        {
            yield return new Scatter
            {
                Mode = "text",
                XAxis = axis,
                HoverInfo = "skip",
                ClipOnAxis = false,
                Opacity = strength,
                X = [.. big.Select(_ => (Coordinate)0)],
                Y = [.. big.Select(rung => (Coordinate)(rung.Top + Height(rung) - 0.3))],
                Text = [.. big.Select(rung => Display.Number(rung.Ready[level], culture))],
                TextPosition = "top right",
                TextFont = new Font { Size = big.Key ? 26 : 16, Color = Roles.Ink, Weight = 600 },
            };
        }
    }

    private static Axis Across(int column, List<Rung> rungs) => new()
    {
        Domain = [column * (1 + ColumnGap) / 4, (column + 1) * (1 + ColumnGap) / 4 - ColumnGap],
        Range = [0, Math.Max(1, rungs[0].Ready.Of)],
        Visible = false,
    };

    private IEnumerable<Annotation> Heads(BoardView view, CultureInfo culture) => EvidenceLevels.All.Select((level, column) =>
        new Annotation(column * (1 + ColumnGap) / 4, 1, Wrapped(texts.Level(culture, level)))
        {
            XRef = "paper",
            YRef = "paper",
            XAnchor = "left",
            YAnchor = "bottom",
            XShift = -2,
            Align = "left",
            Font = new Font { Size = 12, Color = level == view.Level ? Roles.Ink : Roles.Ink2, Weight = level == view.Level ? 700 : 400 },
        });

    private static IEnumerable<Annotation> Names(List<Rung> rungs) => rungs.Select(rung => new Annotation(0, rung.Top, rung.Name)
    {
        XRef = "paper",
        XAnchor = "left",
        YAnchor = "top",
        XShift = -2,
        YShift = -2,
        Font = new Font { Size = 12, Color = rung.IsHeadline ? Roles.Ink : Roles.Ink2, Weight = 600 },
    });

    /// <summary>Long words break once, near the middle, so that four stand beside each other on a telephone.</summary>
    private static string Wrapped(string text)
    {
        var middle = text.Length / 2;
        var space = Enumerable.Range(0, text.Length).Where(at => text[at] == ' ').OrderBy(at => Math.Abs(at - middle)).FirstOrDefault(-1);
        return text.Length <= 11 || space < 0 ? text : $"{text[..space]}<br>{text[(space + 1)..]}";
    }
}
