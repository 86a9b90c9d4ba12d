using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines.Figures;

/// <summary>
/// <c>deadline-burnup</c>: what is done over time at each level, the pace that would meet the due instant and the line the pace seen
/// draws on, with the range eight of ten such hours would stay in.
/// </summary>
public sealed class DeadlineBurnup(DeadlineTexts texts)
{
    private const double EightOfTen = 1.2816;

    private const int TableRows = 24;

    private static readonly int[] Percents = [0, 25, 50, 75, 100];

    /// <param name="view">The board; with a level, the pace and the outlook are that level's.</param>
    /// <param name="directive">A directive with a due instant and indicators.</param>
    /// <param name="culture">The language of its words.</param>
    public Figure Draw(BoardView view, Directive directive, CultureInfo culture)
    {
        var progress = DeadlineRules.Judge(view.Board, directive, view.Level, view.Now);
        var levels = EvidenceLevels.All.Select(level => Rise.Of(view, progress, level)).OfType<Rise>().ToList();
        var stretch = Stretch.Around(view, progress, levels);
        var words = new DeadlineWords(texts, culture);
        var title = $"{directive.Code} {directive.Title.In(culture)}";
        var heading = new Title(title);
        var margin = new Margin(40, 10, heading.Height + 50, 24);
        var (labels, top) = Labels(stretch, progress, levels, words);
        return PlotJson.Figure(
            [.. Ahead(stretch, progress, words), .. levels.Select(rise => Curve(stretch, rise, progress, words))],
            new Layout
            {
                Title = heading,
                Margin = margin,
                HoverMode = "closest",
                XAxis = new Axis
                {
                    Type = "date",
                    Range = [stretch.Wall(stretch.From), stretch.Wall(stretch.To)],
                    ShowGrid = false,
                    TickMode = "array",
                    TickVals = [.. stretch.Days().Select(day => (Coordinate)stretch.Wall(day))],
                    TickText = [.. stretch.Days().Select(day => Display.ShortDate(day, culture))],
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                YAxis = new Axis
                {
                    Range = [0, Math.Max(103, top)],
                    AutoMargin = false,
                    GridColor = Roles.Line,
                    TickMode = "array",
                    TickVals = [.. Percents.Select(percent => (Coordinate)percent)],
                    TickText = [.. Percents.Select(percent => Display.Share(percent, 100, culture))],
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                Shapes = [.. Marks(stretch, progress)],
                Annotations =
                [
                    Annotation.Head(
                        words.Verdict(progress, view.Now), new Font { Size = 12, Color = Roles.Of(progress.Status), Weight = 600 }, margin, 32),
                    Annotation.Head(words.PaceLine(progress), new Font { Size = 11, Color = Roles.Ink2 }, margin, 17),
                    .. Instants(stretch, progress, words),
                    .. labels,
                ],
            },
            Table(stretch, levels, $"{title}. {words.Verdict(progress, view.Now)}. {words.PaceLine(progress)}", words));
    }

    private static Scatter Curve(Stretch stretch, Rise rise, DeadlineProgress progress, DeadlineWords words)
    {
        var isFocus = rise.Level == progress.PaceLevel;
        var name = words.Level(rise.Level);
        return new Scatter
        {
            Name = name,
            Mode = rise.Points.Count == 1 ? "markers" : "lines",
            X = [.. rise.Points.Select(point => (Coordinate)stretch.Wall(point.At))],
            Y = [.. rise.Points.Select(point => (Coordinate)rise.Percent(point.Done))],
            Line = Inks.Line(rise.Level, isFocus ? 3 : 1.75, rise.IsStepped),
            Marker = new Marker { Color = Roles.Of(rise.Level), Size = 7 },
            HoverTemplate = $"%{{x|%H:%M %d/%m}} · {name} %{{y:.1f}}%<extra></extra>",
        };
    }

    /// <summary>What lies ahead: the range, the pace needed, the line of the pace seen.</summary>
    private static IEnumerable<Scatter> Ahead(Stretch stretch, DeadlineProgress progress, DeadlineWords words)
    {
        var level = progress[progress.PaceLevel];
        if (level.Units.Total == 0 || level.Left == 0)
        {
            yield break;
        }
        double Percent(double done) => 100 * done / level.Units.Total;
        if (progress.Outlook is { Ahead: { } ahead } && stretch.To > stretch.Now)
        {
            yield return Range(stretch, progress, ahead);
        }
        if (progress.Due > stretch.Now)
        {
            yield return new Scatter
            {
                Name = words.Tell("pace-needed"),
                Mode = "lines",
                HoverInfo = "name",
                X = [stretch.Wall(stretch.Now), stretch.Wall(progress.Due)],
                Y = [Percent(level.Units.Done), Percent(level.Units.Done + level.Left)],
                Line = new Line { Color = Roles.Ink2, Width = 1.25, Dash = "5px,4px" },
            };
        }
        if (progress.Pace.Seen is { } pace && progress.Outlook is not null)
        {
            // The straight line of the last hours, to the target or the edge: what is expected knows of nights, it does not.
            var end = pace > 0 && level.Left / pace is var hours && hours < (stretch.To - stretch.Now).TotalHours ? stretch.Now.AddHours(hours) : stretch.To;
            var done = level.Units.Done + pace * (end - stretch.Now).TotalHours;
            yield return new Scatter
            {
                Name = words.Tell("pace-seen"),
                Mode = "lines",
                HoverInfo = "name",
                X = [stretch.Wall(stretch.Now), stretch.Wall(end)],
                Y = [Percent(level.Units.Done), Percent(Math.Max(0, done))],
                Line = new Line { Color = Roles.Of(progress.PaceLevel), Width = 2, Dash = "2px,3px" },
            };
        }
    }

    private static Scatter Range(Stretch stretch, DeadlineProgress progress, Foresight ahead)
    {
        const int Steps = 12;
        var level = progress[progress.PaceLevel];
        double At(int step, double sign)
        {
            var hours = (stretch.To - stretch.Now).TotalHours * step / Steps;
            var done = level.Units.Done + ahead.Expected(hours) + sign * EightOfTen * ahead.Spread(hours);
            return 100 * Math.Clamp(done, 0, level.Target) / level.Units.Total;
        }
        var steps = Enumerable.Range(0, Steps + 1).ToList();
        return new Scatter
        {
            Mode = "lines",
            Fill = "toself",
            FillColor = Roles.Of(progress.PaceLevel),
            Opacity = 0.16,
            HoverInfo = "skip",
            Line = new Line { Width = 0, Color = Roles.Of(progress.PaceLevel) },
            X = [.. steps.Concat(steps.AsEnumerable().Reverse()).Select(step => (Coordinate)stretch.Wall(stretch.Now + (stretch.To - stretch.Now) * step / Steps))],
            Y = [.. steps.Select(step => (Coordinate)At(step, 1)), .. steps.AsEnumerable().Reverse().Select(step => (Coordinate)At(step, -1))],
        };
    }

    private static IEnumerable<Shape> Marks(Stretch stretch, DeadlineProgress progress)
    {
        var due = stretch.Wall(progress.Due);
        var now = stretch.Wall(stretch.Now);
        var level = progress[progress.PaceLevel];
        yield return new Shape(now, 0, now, 1) { YRef = "paper", Line = new Line { Color = Roles.Ink3, Width = 1, Dash = "2px,3px" } };
        yield return new Shape(due, 0, due, 1) { YRef = "paper", Line = new Line { Color = Roles.Of(CellStatus.Late), Width = 2 } };
        if (level.Units.Total > 0)
        {
            var target = 100.0 * level.Target / level.Units.Total;
            yield return new Shape(0, target, 1, target) { XRef = "paper", Line = new Line { Color = Roles.LineStrong, Width = 1 } };
        }
    }

    /// <summary>Now and the due instant, over the plot; they lean away from each other.</summary>
    private static IEnumerable<Annotation> Instants(Stretch stretch, DeadlineProgress progress, DeadlineWords words)
    {
        var isPast = progress.Due <= stretch.Now;
        var dueLeans = stretch.Share(progress.Due) > (isPast ? 0 : stretch.Share(stretch.Now)) + Stretch.LabelWidth;
        yield return Over(progress.Due, words.Tell("due", words.Instant(progress.Due)), Roles.Of(CellStatus.Late), dueLeans);
        yield return Over(stretch.Now, words.Tell("now", Display.Time(stretch.Now)), Roles.Ink2, !isPast && stretch.Share(stretch.Now) > 0.3);

        Annotation Over(DateTimeOffset at, string text, string color, bool leansLeft) => new(stretch.Wall(at), 1, text)
        {
            YRef = "paper",
            XAnchor = leansLeft ? "right" : "left",
            YAnchor = "bottom",
            XShift = leansLeft ? 3 : -3,
            Font = new Font { Size = 11, Color = color },
        };
    }

    /// <summary>
    /// Each curve says its share and level at its end: over the line ahead to the left, where its own past leaves room, else to the right;
    /// pushed apart where they would touch. Tells how high they reach, in percent.
    /// </summary>
    private static (List<Annotation> Labels, double Top) Labels(Stretch stretch, DeadlineProgress progress, List<Rise> levels, DeadlineWords words)
    {
        const double LineHeight = 12;
        var labels = new List<Annotation>();
        var focus = levels.Find(rise => rise.Level == progress.PaceLevel) is { } ahead ? ahead.Percent(ahead.Done) : 100;
        var (overLeft, overRight) = (0.0, 0.0);
        foreach (var rise in levels.OrderBy(rise => rise.Percent(rise.Done)).ThenByDescending(rise => rise.Level == progress.PaceLevel))
        {
            var share = rise.Percent(rise.Done);
            var isFocus = rise.Level == progress.PaceLevel;
            var leansLeft = !isFocus && share >= focus && stretch.Share(stretch.Now) > Stretch.LabelWidth;
            var text = $"{words.Share(rise.Done, rise.Total)} {words.Level(rise.Level)}";
            text = leansLeft ? text : Wrapped(text);
            var height = LineHeight * (text.Contains("<br>", StringComparison.Ordinal) ? 2 : 1);
            var wished = isFocus ? share - height - 2 : !leansLeft ? share - height / 2 : share > 100 - height ? 100.5 : share + 0.5;
            var bottom = Math.Max(wished, leansLeft ? overLeft : overRight);
            (overLeft, overRight) = leansLeft ? (bottom + height, overRight) : (overLeft, bottom + height);
            labels.Add(new Annotation(stretch.Wall(stretch.Now), bottom, text)
            {
                XAnchor = leansLeft ? "right" : "left",
                YAnchor = "bottom",
                XShift = leansLeft ? -2 : 4,
                Align = "left",
                BorderPad = 0,
                Font = new Font { Size = 11.5, Color = Roles.Of(rise.Level), Weight = 600 },
                BgColor = isFocus ? null : Roles.Panel,
            });
        }
        return (labels, overLeft + 1);
    }

    private static string Wrapped(string text) =>
        text.Length <= 17 || text.LastIndexOf(' ', 13) is not (> 4 and var space) ? text : $"{text[..space]}<br>{text[(space + 1)..]}";

    private static FigureTable Table(Stretch stretch, List<Rise> levels, string caption, DeadlineWords words)
    {
        var instants = Enumerable.Range(0, TableRows).Select(row => stretch.From + (stretch.Now - stretch.From) * row / TableRows).Append(stretch.Now);
        return new FigureTable(
            caption,
            [words.Tell("column-when"), .. levels.Select(rise => words.Level(rise.Level))],
            [
                .. instants.Select(at => (IReadOnlyList<string>)
                [
                    words.Instant(at),
                    .. levels.Select(rise => rise.DoneAt(at) is { } done ? $"{words.Of(done, rise.Total)} ({words.Share(done, rise.Total)})" : ""),
                ]),
            ]);
    }
}
