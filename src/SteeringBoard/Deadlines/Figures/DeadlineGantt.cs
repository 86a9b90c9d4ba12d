using System.Globalization;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Live;
using SteeringBoard.Live.Plotting;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines.Figures;

/// <summary>
/// <c>deadline-gantt</c>: what is left to do over time, and what waits on what. A row for each directive; for one directive a row for each of its
/// bodies under those it waits on; for one body a row for each of its own. What ends after its due instant is late by so much, and what is on
/// the way to the hard stop is marked.
/// </summary>
public sealed class DeadlineGantt(DeadlineTexts texts)
{
    private const double RowHeight = 34;
    private const double BarPlace = 0.72;
    private const double NamePlace = 0.28;
    private const int MostRows = 400;

    /// <summary>A bar: the assignments it stands for, and the earliest they begin and end together.</summary>
    private sealed record Row(
        Directive Directive, string Label, string Href, DateTimeOffset Start, DateTimeOffset Finish, TimeSpan? Float, bool IsCritical, bool IsPlanned, int Place)
    {
        public double Bar => Place + BarPlace;

        public DateTimeOffset? Due => Directive.DueBefore;
    }

    /// <param name="view">The board.</param>
    /// <param name="network">The network on that board at that moment.</param>
    /// <param name="directive">Code of the directive whose bodies are shown; none: every directive.</param>
    /// <param name="body">Code of the body whose assignments are shown, or of a group of bodies; none: all bodies together.</param>
    /// <param name="culture">The language of its words.</param>
    public Figure Draw(BoardView view, NetworkView network, string? directive, string? body, CultureInfo culture)
    {
        var words = new DeadlineWords(texts, culture);
        var rows = Rows(view, network, directive, body, culture);
        var (from, to) = Stretched(view, rows);
        var stop = view.Board.Catalog.Programme.HardStop;
        var title = Told(view, directive, body, words, culture);
        var heading = new Title(title);
        var margin = new Margin(8, 8, heading.Height + 34, 24);
        string Wall(DateTimeOffset at) => Coordinate.Wall(at, view.Board.Catalog.Zone);
        // Half a date is wider than the margin beside the chart on a phone.
        bool IsAtAnEdge(DateTimeOffset day) => (day - from) / (to - from) is < 0.03 or > 0.97;
        return PlotJson.Figure(
            [
                .. Waits(rows, Wall),
                .. Bars(rows, row => row.IsPlanned, Roles.LineStrong, words.Tell("gantt-planned"), Wall),
                .. Bars(rows, row => !row.IsPlanned, Roles.Of(CellStatus.OnTrack), words.Tell("gantt-forecast"), Wall),
                .. Late(rows, from, words, Wall),
                .. Dues(rows, words, Wall),
                .. Names(rows, row => !row.IsCritical, row => PlotText.AsTyped(row.Label), null, Wall(from)),
                .. Names(rows, row => row.IsCritical, row => $"◆ {PlotText.AsTyped(row.Label)}", 700, Wall(from)),
                .. Critical(rows, words, Wall(from)),
                .. Hits(rows, words, view.Now, Wall(from + (to - from) * 0.3)),
            ],
            new Layout
            {
                Title = heading,
                Margin = margin,
                Height = margin.T + margin.B + Math.Max(1, rows.Count) * RowHeight,
                HoverMode = "closest",
                HoverDistance = -1,
                XAxis = new Axis
                {
                    Type = "date",
                    AutoMargin = false,
                    Range = [Wall(from), Wall(to)],
                    GridColor = Roles.Line,
                    TickMode = "array",
                    TickVals = [.. Days(view, from, to).Select(day => (Coordinate)Wall(day))],
                    TickText = [.. Days(view, from, to).Select(day => IsAtAnEdge(day) ? "" : Display.ShortDate(day, culture))],
                    TickLabelOverflow = "allow",
                    TickFont = new Font { Size = 11, Color = Roles.Ink2 },
                },
                YAxis = new Axis { Range = [Math.Max(1, rows.Count), 0], Visible = false },
                Legend = new Legend(0, 1, "left", "bottom"),
                Shapes =
                [
                    Upright(Wall(view.Now), Roles.Ink2, "2px,3px") with { Layer = "below" },
                    .. stop is { } end && end <= to ? [Upright(Wall(end), Roles.Of(CellStatus.Late), null)] : Array.Empty<Shape>(),
                ],
            },
            Table(title, rows, words, view.Now));
    }

    private static List<Row> Rows(BoardView view, NetworkView network, string? directive, string? body, CultureInfo culture)
    {
        var catalog = view.Board.Catalog;
        var known = network.Network.Directives.ToDictionary(one => one.Code, StringComparer.Ordinal);
        var place = body is null ? null : catalog.BodyPlace(body);
        bool IsAsked(int node) => place is null || network.Network.Nodes[node].Body == place;
        List<(Directive Directive, List<int> Nodes, bool IsBody)> bars;
        if (directive is not null && known.TryGetValue(directive, out var opened))
        {
            bars =
            [
                .. opened.DependsOn.Where(known.ContainsKey).Select(code => (known[code], network.Of(code).ToList(), false)),
                .. network.Of(directive).Where(IsAsked).Select(node => (opened, new List<int> { node }, true)),
            ];
        }
        else
        {
            bars = [.. network.Network.Directives.Where(one => body is null || place is not null || one.Responsible.Contains(body)).Select(one => (one, network.Of(one.Code).Where(IsAsked).ToList(), false))];
        }
        return
        [
            .. bars.Select(bar => (bar.Directive, bar.IsBody, Open: bar.Nodes.FindAll(node => network.Work[node].Basis != WorkBasis.Done)))
                .Where(bar => bar.Open.Count > 0)
                .Select(bar => (bar.Directive, bar.IsBody, bar.Open, Start: bar.Open.Min(network.Times.Start), Finish: bar.Open.Max(network.Times.Finish)))
                .OrderBy(bar => bar.IsBody).ThenBy(bar => bar.IsBody ? DateTimeOffset.MaxValue - bar.Finish : TimeSpan.Zero)
                .ThenBy(bar => bar.Directive.DueBefore ?? DateTimeOffset.MaxValue).ThenBy(bar => bar.Start)
                .Take(MostRows)
                .Select((bar, place) =>
                {
                    // What nobody is named for is nobody's.
                    var of = bar.IsBody && network.Network.Nodes[bar.Open[0]].Body is >= 0 and var at ? catalog.Bodies[at] : null;
                    return new Row(
                        bar.Directive,
                        of is not null ? of.Name.In(culture) : $"{bar.Directive.Code} {bar.Directive.Title.In(culture)}",
                        of is not null ? $"/directives/{bar.Directive.Code}?body={of.Code}" : $"/deadlines?gantt={bar.Directive.Code}",
                        bar.Start, bar.Finish, bar.Open.Min(network.Times.Float), bar.Open.Exists(network.Times.IsCritical),
                        bar.Open.TrueForAll(node => network.Work[node].Basis != WorkBasis.Forecast), place);
                }),
        ];
    }

    private static (DateTimeOffset From, DateTimeOffset To) Stretched(BoardView view, List<Row> rows)
    {
        var last = rows.Select(row => row.Finish).Concat(rows.Select(row => row.Due).OfType<DateTimeOffset>())
            .Append(view.Board.Catalog.Programme.HardStop ?? view.Now).Append(view.Now + TimeSpan.FromHours(12)).Max();
        // What ends weeks after everything else would leave no room for the rest.
        var most = (view.Board.Catalog.Programme.HardStop is { } stop && stop > view.Now ? stop : view.Now) + TimeSpan.FromDays(7);
        var span = (last < most ? last : most) - view.Now;
        // What is overdue has a stretch behind it, also where nobody knows how long it still takes.
        return (view.Now - span * (rows.Exists(row => row.Due < view.Now) ? 0.08 : 0.02), view.Now + span * 1.04);
    }

    private static string Told(BoardView view, string? directive, string? body, DeadlineWords words, CultureInfo culture) =>
        directive is not null ? words.Tell("gantt-title-directive", directive)
        : body is not null ? words.Tell("gantt-title-body", view.Board.Catalog.Body(body)?.Name.In(culture) ?? (BodyGroups.Has(body) ? words.Tell($"kind-{body}") : body))
        : words.Tell("gantt-title");

    private static IEnumerable<Scatter> Bars(
        List<Row> rows, Predicate<Row> which, string colour, string name, Func<DateTimeOffset, string> wall)
    {
        var shown = rows.FindAll(which);
        if (shown.Count > 0)
        {
            yield return Segments(shown, row => (row.Start, row.Due is { } due && due < row.Finish && due > row.Start ? due : row.Finish), colour, 9, name, wall);
        }
    }

    private static IEnumerable<Scatter> Late(List<Row> rows, DateTimeOffset from, DeadlineWords words, Func<DateTimeOffset, string> wall)
    {
        var late = rows.FindAll(row => row.Due < row.Finish);
        if (late.Count > 0)
        {
            // Overdue since before the chart begins: from its edge on.
            yield return Segments(late, row => (row.Due > from ? row.Due.Value : from, row.Finish), Roles.Of(CellStatus.Late), 9, words.Tell("gantt-late"), wall);
        }
    }

    private static Scatter Segments(
        List<Row> rows, Func<Row, (DateTimeOffset From, DateTimeOffset To)> span, string colour, double width, string name,
        Func<DateTimeOffset, string> wall) => new()
        {
            Name = name,
            ShowLegend = true,
            Mode = "lines",
            X = [.. rows.SelectMany(row => span(row) is var (from, to) ? new Coordinate[] { wall(from), wall(to), double.NaN } : [])],
            Y = [.. rows.SelectMany(row => new Coordinate[] { row.Bar, row.Bar, double.NaN })],
            Line = new Line { Color = colour, Width = width },
            HoverInfo = "skip",
        };

    /// <summary>
    /// What is told of a row, and where it leads, over its whole length: a bar can be met only at its ends. All stand one above the other, so that
    /// the nearest is that of the row pointed at.
    /// </summary>
    private static IEnumerable<Scatter> Hits(List<Row> rows, DeadlineWords words, DateTimeOffset now, Coordinate at)
    {
        if (rows.Count > 0)
        {
            yield return new Scatter
            {
                Mode = "markers",
                X = [.. rows.Select(_ => at)],
                Y = [.. rows.Select(row => (Coordinate)(row.Place + 0.5))],
                Opacity = 0,
                CustomData = [.. rows.Select(row => new Link(row.Href))],
                Text = [.. rows.Select(row => Hover(row, words, now))],
                HoverTemplate = "%{text}<extra></extra>",
            };
        }
    }

    private static IEnumerable<Scatter> Dues(List<Row> rows, DeadlineWords words, Func<DateTimeOffset, string> wall)
    {
        var dated = rows.FindAll(row => row.Due is not null);
        if (dated.Count > 0)
        {
            yield return new Scatter
            {
                Name = words.Tell("gantt-due"),
                Mode = "text",
                HoverInfo = "skip",
                X = [.. dated.Select(row => (Coordinate)wall(row.Due!.Value))],
                Y = [.. dated.Select(row => (Coordinate)row.Bar)],
                Text = [.. dated.Select(_ => "┃")],
                TextFont = new Font { Size = 14, Color = Roles.Ink },
            };
        }
    }

    /// <summary>
    /// From the end of what is waited on, over to where what waits begins, and down or up to it. All in two curves: plotly takes a shape for
    /// each of them a hundred times as long.
    /// </summary>
    private static IEnumerable<Scatter> Waits(List<Row> rows, Func<DateTimeOffset, string> wall)
    {
        var first = rows.GroupBy(row => row.Directive.Code).ToDictionary(group => group.Key, group => group.MaxBy(row => row.Finish)!);
        var waits =
            (from row in rows
             where first[row.Directive.Code] == row
             from code in row.Directive.DependsOn.Where(first.ContainsKey)
             let before = first[code]
             select (Before: before, Row: row, Begins: row.Start > before.Finish ? row.Start : before.Finish, IsCritical: row.IsCritical && before.IsCritical)).ToList();
        foreach (var (critical, colour) in new[] { (false, Roles.LineStrong), (true, Roles.Of(CellStatus.Late)) })
        {
            var shown = waits.FindAll(wait => wait.IsCritical == critical);
            if (shown.Count > 0)
            {
                yield return new Scatter
                {
                    Mode = "lines",
                    HoverInfo = "skip",
                    X = [.. shown.SelectMany(wait => new Coordinate[] { wall(wait.Before.Finish), wall(wait.Begins), wall(wait.Begins), double.NaN })],
                    Y = [.. shown.SelectMany(wait => new Coordinate[] { wait.Before.Bar, wait.Before.Bar, wait.Row.Bar, double.NaN })],
                    Line = new Line { Color = colour, Width = 1 },
                };
            }
        }
    }

    private static Shape Upright(Coordinate at, string colour, string? dash) => new(at, 0, at, 1)
    {
        YRef = "paper",
        Line = new Line { Color = colour, Width = 1.25, Dash = dash },
    };

    /// <summary>The names above their bars, from the left edge on; one curve of texts, which plotly draws far faster than as many annotations.</summary>
    private static IEnumerable<Scatter> Names(List<Row> rows, Predicate<Row> which, Func<Row, string> name, int? weight, Coordinate left)
    {
        var shown = rows.FindAll(which);
        if (shown.Count > 0)
        {
            yield return new Scatter
            {
                Mode = "text",
                HoverInfo = "skip",
                ClipOnAxis = false,
                X = [.. shown.Select(_ => left)],
                Y = [.. shown.Select(row => (Coordinate)(row.Place + NamePlace))],
                Text = [.. shown.Select(name)],
                TextPosition = "middle right",
                TextFont = new Font { Size = 11.5, Color = Roles.Ink, Weight = weight },
            };
        }
    }

    /// <summary>What the diamond before a name means, told once beside the chart: beside each name the words would be cut off on a phone.</summary>
    private static IEnumerable<Scatter> Critical(List<Row> rows, DeadlineWords words, Coordinate left)
    {
        if (rows.Exists(row => row.IsCritical))
        {
            yield return new Scatter
            {
                Name = words.Tell("gantt-critical"),
                ShowLegend = true,
                Mode = "markers",
                HoverInfo = "skip",
                X = [left],
                Y = [double.NaN],
                Marker = new Marker { Symbol = "diamond", Size = 9, Color = Roles.Ink },
            };
        }
    }

    private static string Hover(Row row, DeadlineWords words, DateTimeOffset now)
    {
        List<string> parts = [PlotText.AsTyped(row.Label), words.Tell(row.IsPlanned ? "gantt-ends-planned" : "gantt-ends", words.Instant(row.Finish, now))];
        if (row.IsCritical)
        {
            parts.Add($"◆ {words.Tell("gantt-critical")}");
        }
        if (row.Due is { } due)
        {
            parts.Add(words.Tell("due", words.Instant(due, now)));
        }
        if (row.Float is { } left)
        {
            parts.Add(left < TimeSpan.Zero ? words.Tell("gantt-short", words.Span(-left)) : words.Tell("gantt-float", words.Span(left)));
        }
        return string.Join("<br>", parts);
    }

    private static FigureTable Table(string caption, List<Row> rows, DeadlineWords words, DateTimeOffset now) => new(
        caption,
        [words.Tell("column-directive"), words.Tell("gantt-begins"), words.Tell("gantt-end"), words.Tell("column-due"), words.Tell("gantt-slack"), words.Tell("gantt-critical")],
        [
            .. rows.Select(row => (IReadOnlyList<string>)
            [
                row.Label, words.Instant(row.Start, now), words.Instant(row.Finish, now), row.Due is { } due ? words.Instant(due, now) : "",
                row.Float is { } left ? left < TimeSpan.Zero ? $"−{words.Span(-left)}" : words.Span(left) : "",
                row.IsCritical ? "◆" : "",
            ]),
        ])
    {
        Href = (row, place) => place == 0 ? rows[row].Href : null,
    };

    private static IEnumerable<DateTimeOffset> Days(BoardView view, DateTimeOffset from, DateTimeOffset to)
    {
        var step = Math.Max(1, (int)Math.Ceiling((to - from).TotalDays / 8));
        var local = TimeZoneInfo.ConvertTime(from, view.Board.Catalog.Zone);
        for (var day = new DateTimeOffset(local.Date, local.Offset).AddDays(1); day <= to; day = day.AddDays(step))
        {
            yield return day;
        }
    }
}
