using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Readiness.Figures;

/// <summary><c>cell-course</c>: how one body has moved on one indicator, each level by itself, up to now and against its due instant.</summary>
public sealed class CellCourse(ReadinessTexts texts)
{
    private const int TableRows = 24;

    private static readonly TimeSpan Least = TimeSpan.FromHours(1);
    private static readonly int[] Percents = [0, 50, 100];

    /// <param name="view">The board; with a level, that level's line stands out.</param>
    /// <param name="key">The cell.</param>
    /// <param name="read">Its readings by level, oldest first.</param>
    /// <param name="culture">The language of its words.</param>
    public Figure Draw(BoardView view, CellKey key, IReadOnlyDictionary<EvidenceLevel, List<CellPoint>> read, CultureInfo culture)
    {
        var catalog = view.Board.Catalog;
        var (indicator, cell, due) = (catalog.Indicators[key.Indicator], view.Board[key], catalog.DueAt(key, view.Now));
        var courses = EvidenceLevels.All
            .Select(level => (Level: level, Points: UpToNow(indicator, cell.Levels[level], read.GetValueOrDefault(level, []), view.Now)))
            .Where(course => course.Points.Count > 0).ToList();
        var title = $"{indicator.Code} {indicator.Name.In(culture)}";
        var status = $"{Roles.Shape(cell.Verdict.Status)} {texts.Status(culture, cell.Verdict.Status)}";
        var heading = new Title(title);
        var margin = new Margin(38, 10, heading.Height + 25, 22);
        var from = courses.SelectMany(course => course.Points).Select(point => point.At).Append(view.Now - Least).Min();
        return PlotJson.Figure(
            courses.Select(course => Curve(view, course.Level, course.Points, culture)),
            new Layout
            {
                Title = heading,
                Margin = margin,
                HoverMode = "closest",
                XAxis = new Axis
                {
                    Type = "date",
                    Range = [Wall(view, from), Wall(view, view.Now + (view.Now - from) * 0.03)],
                    ShowGrid = false,
                    TickMode = "array",
                    TickVals = [Wall(view, from), Wall(view, view.Now)],
                    TickText = [Display.ShortInstant(from, culture), texts.Tell(culture, "course-now")],
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                YAxis = new Axis
                {
                    Range = [-2, 104],
                    AutoMargin = false,
                    GridColor = Roles.Line,
                    TickMode = "array",
                    TickVals = [.. Percents.Select(percent => (Coordinate)percent)],
                    TickText = [.. Percents.Select(percent => Display.Share(percent, 100, culture))],
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                Shapes = due > from && due <= view.Now ? [Passed(view, due.Value)] : [],
                Annotations =
                [
                    Annotation.Head(
                        due is { } instant ? texts.Tell(culture, "course-due", status, Display.ShortInstant(instant, culture)) : status,
                        new Font { Size = 12, Color = Roles.Of(cell.Verdict.Status), Weight = 600 }, margin, 4),
                ],
            },
            Table(view, title, courses, from, culture));
    }

    /// <summary>What was read, and what stands now: the sum of the communes too, which no reading of the body's own tells.</summary>
    private static List<CellPoint> UpToNow(Indicator indicator, LevelReading? newest, List<CellPoint> read, DateTimeOffset now)
    {
        if (newest is null)
        {
            return [];
        }
        var share = Share.Of(indicator, newest);
        return share.Total == 0 ? [] : [.. read.Where(point => point.At < now && point.Total > 0), new CellPoint(now, share.Done, share.Total)];
    }

    private Scatter Curve(BoardView view, EvidenceLevel level, List<CellPoint> points, CultureInfo culture) => new()
    {
        Name = texts.Level(culture, level),
        Mode = points.Count == 1 ? "markers" : "lines",
        X = [.. points.Select(point => (Coordinate)Wall(view, point.At))],
        Y = [.. points.Select(point => (Coordinate)(100.0 * point.Done / point.Total))],
        Line = Inks.Line(level, view.Level == level ? 3 : 2, isStepped: true),
        Marker = new Marker { Color = Roles.Of(level), Size = 7 },
        Opacity = view.Level is { } asked && asked != level ? 0.4 : 1,
        HoverTemplate = $"%{{x|%H:%M %d/%m}} · {texts.Level(culture, level)} %{{y:.1f}}%<extra></extra>",
    };

    private static Shape Passed(BoardView view, DateTimeOffset due) => new(Wall(view, due), 0, Wall(view, due), 1)
    {
        YRef = "paper",
        Line = new Line { Color = Roles.Of(CellStatus.Late), Width = 1.5 },
    };

    private FigureTable Table(
        BoardView view, string title, List<(EvidenceLevel Level, List<CellPoint> Points)> courses, DateTimeOffset from, CultureInfo culture)
    {
        var instants = Enumerable.Range(0, TableRows).Select(row => from + (view.Now - from) * row / TableRows).Append(view.Now);
        return new FigureTable(
            title,
            [texts.Tell(culture, "column-when"), .. courses.Select(course => texts.Level(culture, course.Level))],
            [
                .. instants.Select(at => (IReadOnlyList<string>)
                [
                    Display.ShortInstant(at, culture),
                    .. courses.Select(course => course.Points.FindLast(point => point.At <= at) is { } point
                        ? $"{Display.Number(point.Done, culture)}/{Display.Number(point.Total, culture)}"
                        : ""),
                ]),
            ]);
    }

    private static string Wall(BoardView view, DateTimeOffset instant) => Coordinate.Wall(instant, view.Board.Catalog.Zone);
}
