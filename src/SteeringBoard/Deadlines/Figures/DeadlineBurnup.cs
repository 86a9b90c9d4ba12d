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
        var frame = Frame.Around(view, progress, levels);
        var words = new DeadlineWords(texts, culture);
        var title = $"{directive.Code} {directive.Title.In(culture)}";
        return PlotJson.Figure(
            [.. Ahead(frame, progress, words), .. levels.Select(rise => Curve(frame, rise, progress, words))],
            new Layout
            {
                Title = new Title(title, new Subtitle(words.Verdict(progress, view.Now), new Font { Size = 12, Color = Roles.Of(progress.Status), Weight = 600 })),
                Margin = new Margin(38, 12, 66, 24),
                HoverMode = "closest",
                XAxis = new Axis
                {
                    Type = "date", Range = [frame.Wall(frame.From), frame.Wall(frame.To)], ShowGrid = false,
                    TickMode = "array",
                    TickVals = [.. frame.Days().Select(day => (Coordinate)frame.Wall(day))],
                    TickText = [.. frame.Days().Select(day => Display.ShortDate(day, culture))],
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                YAxis = new Axis
                {
                    Range = [0, 103], GridColor = Roles.Line, TickMode = "array", TickVals = [.. Percents.Select(percent => (Coordinate)percent)],
                    TickText = [.. Percents.Select(percent => Display.Share(percent, 100, culture))],
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                Shapes = [.. Marks(frame, progress)],
                Annotations = [Under(words.PaceLine(progress)), .. Labels(frame, progress, levels, words), .. Instants(frame, progress, words)],
            },
            Table(frame, levels, $"{title}. {words.Verdict(progress, view.Now)}. {words.PaceLine(progress)}", words));
    }

    private static Scatter Curve(Frame frame, Rise rise, DeadlineProgress progress, DeadlineWords words)
    {
        var isFocus = rise.Level == progress.PaceLevel;
        var name = words.Level(rise.Level);
        return new Scatter
        {
            Name = name,
            Mode = rise.Points.Count == 1 ? "markers" : "lines",
            X = [.. rise.Points.Select(point => (Coordinate)frame.Wall(point.At))],
            Y = [.. rise.Points.Select(point => (Coordinate)rise.Percent(point.Done))],
            Line = Inks.Line(rise.Level, isFocus ? 3 : 1.75),
            Marker = new Marker { Color = Roles.Of(rise.Level), Size = 7 },
            HoverTemplate = $"%{{x|%H:%M %d/%m}} · {name} %{{y:.1f}}%<extra></extra>",
        };
    }

    /// <summary>What lies ahead: the range, the pace needed, the line of the pace seen.</summary>
    private static IEnumerable<Scatter> Ahead(Frame frame, DeadlineProgress progress, DeadlineWords words)
    {
        var level = progress[progress.PaceLevel];
        if (level.Units.Total == 0 || level.Left == 0)
        {
            yield break;
        }
        double Percent(double done) => 100 * done / level.Units.Total;
        if (progress.Outlook is { Odds: not null, Hours: > 0 } outlook && frame.To > frame.Now)
        {
            yield return Range(frame, progress, outlook);
        }
        if (progress.Due > frame.Now)
        {
            yield return new Scatter
            {
                Name = words.Tell("pace-needed"), Mode = "lines", HoverInfo = "name",
                X = [frame.Wall(frame.Now), frame.Wall(progress.Due)],
                Y = [Percent(level.Units.Done), Percent(level.Units.Done + level.Left)],
                Line = new Line { Color = Roles.Ink2, Width = 1.25, Dash = "5px,4px" },
            };
        }
        if (progress.Pace.Seen is { } pace && progress.Outlook is not null)
        {
            var end = progress.Outlook.ExpectedAt is { } at && at < frame.To ? at : frame.To;
            var done = level.Units.Done + pace * (end - frame.Now).TotalHours;
            yield return new Scatter
            {
                Name = words.Tell("pace-seen"), Mode = "lines", HoverInfo = "name",
                X = [frame.Wall(frame.Now), frame.Wall(end)],
                Y = [Percent(level.Units.Done), Percent(Math.Max(0, done))],
                Line = new Line { Color = Roles.Of(progress.PaceLevel), Width = 2, Dash = "2px,3px" },
            };
        }
    }

    private static Scatter Range(Frame frame, DeadlineProgress progress, Outlook outlook)
    {
        const int Steps = 12;
        var level = progress[progress.PaceLevel];
        double At(int step, double sign)
        {
            var hours = (frame.To - frame.Now).TotalHours * step / Steps;
            var done = level.Units.Done + outlook.Mean * hours + sign * EightOfTen * outlook.Spread(hours);
            return 100 * Math.Clamp(done, 0, level.Target) / level.Units.Total;
        }
        var steps = Enumerable.Range(0, Steps + 1).ToList();
        return new Scatter
        {
            Mode = "lines", Fill = "toself", FillColor = Roles.Of(progress.PaceLevel), Opacity = 0.16, HoverInfo = "skip",
            Line = new Line { Width = 0, Color = Roles.Of(progress.PaceLevel) },
            X = [.. steps.Concat(steps.AsEnumerable().Reverse()).Select(step => (Coordinate)frame.Wall(frame.Now + (frame.To - frame.Now) * step / Steps))],
            Y = [.. steps.Select(step => (Coordinate)At(step, 1)), .. steps.AsEnumerable().Reverse().Select(step => (Coordinate)At(step, -1))],
        };
    }

    private static IEnumerable<Shape> Marks(Frame frame, DeadlineProgress progress)
    {
        var due = frame.Wall(progress.Due);
        var now = frame.Wall(frame.Now);
        var level = progress[progress.PaceLevel];
        yield return new Shape(now, 0, now, 1) { YRef = "paper", Line = new Line { Color = Roles.Ink3, Width = 1, Dash = "2px,3px" } };
        yield return new Shape(due, 0, due, 1) { YRef = "paper", Line = new Line { Color = Roles.Of(CellStatus.Late), Width = 2 } };
        if (level.Units.Total > 0)
        {
            var target = 100.0 * level.Target / level.Units.Total;
            yield return new Shape(0, target, 1, target) { XRef = "paper", Line = new Line { Color = Roles.LineStrong, Width = 1 } };
        }
    }

    private static IEnumerable<Annotation> Instants(Frame frame, DeadlineProgress progress, DeadlineWords words)
    {
        var toLeft = frame.Share(progress.Due) > 0.45;
        yield return new Annotation(frame.Wall(progress.Due), 1, words.Tell("due", words.Instant(progress.Due)))
        {
            YRef = "paper", XAnchor = toLeft ? "right" : "left", YAnchor = "top", XShift = toLeft ? -3 : 3, YShift = -10,
            Font = new Font { Size = 11, Color = Roles.Of(CellStatus.Late) }, BgColor = Roles.Panel, BorderPad = 1,
        };
        var nowToLeft = frame.Share(frame.Now) > 0.7;
        yield return new Annotation(frame.Wall(frame.Now), 0, words.Tell("now", Display.Time(frame.Now)))
        {
            YRef = "paper", XAnchor = nowToLeft ? "right" : "left", YAnchor = "bottom", XShift = nowToLeft ? -2 : 2,
            Font = new Font { Size = 11, Color = Roles.Ink2 },
        };
    }

    /// <summary>Each curve says its level and share at its end, pushed apart where they would touch.</summary>
    private static IEnumerable<Annotation> Labels(Frame frame, DeadlineProgress progress, List<Rise> levels, DeadlineWords words)
    {
        const double Apart = 8;
        var toLeft = frame.Share(frame.Now) > 0.5;
        var below = double.NegativeInfinity;
        foreach (var rise in levels.OrderBy(rise => rise.Done).ThenByDescending(rise => rise.Level))
        {
            var place = Math.Max(Math.Max(rise.Percent(rise.Done), 7), below + Apart);
            below = place;
            yield return new Annotation(frame.Wall(frame.Now), place, $"{words.Level(rise.Level)} {words.Share(rise.Done, rise.Total)}")
            {
                XAnchor = toLeft ? "right" : "left", YAnchor = "middle", XShift = toLeft ? -5 : 5,
                Font = new Font { Size = 12, Color = Roles.Of(rise.Level), Weight = rise.Level == progress.PaceLevel ? 700 : 600 },
                BgColor = Roles.Panel, BorderPad = 1,
            };
        }
    }

    private static Annotation Under(string line) => new(0, 1, line)
    {
        XRef = "paper", YRef = "paper", XAnchor = "left", YAnchor = "bottom", XShift = -34, YShift = 4, Align = "left",
        Font = new Font { Size = 11, Color = Roles.Ink2 },
    };

    private static FigureTable Table(Frame frame, List<Rise> levels, string caption, DeadlineWords words)
    {
        var instants = Enumerable.Range(0, TableRows).Select(row => frame.From + (frame.Now - frame.From) * row / TableRows).Append(frame.Now);
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
