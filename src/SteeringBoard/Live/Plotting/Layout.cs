using System.Text.Json.Serialization;

namespace SteeringBoard.Live.Plotting;

/// <summary>The frame of a chart: transparent, its type left to the page, its title at the top left.</summary>
public sealed record Layout
{
    public required Title Title { get; init; }

    public required Margin Margin { get; init; }

    /// <summary>In pixels; none: the page's.</summary>
    public double? Height { get; init; }

    public Axis? XAxis { get; init; }

    public Axis? XAxis2 { get; init; }

    public Axis? XAxis3 { get; init; }

    public Axis? XAxis4 { get; init; }

    public Axis? YAxis { get; init; }

    public string? BarMode { get; init; }

    public string? HoverMode { get; init; }

    /// <summary>How near in pixels a point must be to be told of; -1: the nearest, however far.</summary>
    public int? HoverDistance { get; init; }

    public IReadOnlyList<Shape>? Shapes { get; init; }

    public IReadOnlyList<Annotation>? Annotations { get; init; }

    public bool ShowLegend => Legend is not null;

    public Legend? Legend { get; init; }

    [JsonPropertyName("paper_bgcolor")]
    public string PaperBackground => Roles.None;

    [JsonPropertyName("plot_bgcolor")]
    public string PlotBackground => Roles.None;
}

/// <summary>What a chart shows, in two lines where one is too long for a telephone.</summary>
public sealed record Title
{
    private const int Longest = 51;

    public Title(string text)
    {
        var space = text.Length <= Longest ? -1 : text.LastIndexOf(' ', Longest);
        Text = space < 0 ? PlotText.AsTyped(text) : $"{PlotText.AsTyped(text[..space])}<br>{PlotText.AsTyped(text[(space + 1)..])}";
        Height = space < 0 ? 24 : 40;
        // plotly hangs the last line where a single one would be.
        Pad = new Padding(4, Height - 18);
    }

    public string Text { get; }

    /// <summary>The room it takes at the top, in pixels.</summary>
    [JsonIgnore]
    public double Height { get; }

    public Font Font { get; init; } = new() { Size = 13, Color = Roles.Ink, Weight = 600 };

    public double X => 0;

    public string XAnchor => "left";

    public string XRef => "container";

    public double Y => 1;

    public string YAnchor => "top";

    public string YRef => "container";

    public Padding Pad { get; }
}

/// <summary>Room around a title, in pixels.</summary>
public sealed record Padding(double L, double T);

/// <summary>Room around the plot, in pixels.</summary>
public sealed record Margin(double L, double R, double T, double B);

/// <summary>The names of the traces in a line; it does nothing when touched.</summary>
public sealed record Legend(double X, double Y, string XAnchor, string YAnchor)
{
    public string Orientation => "h";

    public Font Font { get; init; } = new() { Size = 11, Color = Roles.Ink2 };

    public bool ItemClick => false;

    public bool ItemDoubleClick => false;
}

/// <summary>An axis; it never zooms, for a chart is watched and not worked on.</summary>
public sealed record Axis
{
    public string? Type { get; init; }

    public IReadOnlyList<Coordinate>? Range { get; init; }

    public IReadOnlyList<Coordinate>? Domain { get; init; }

    public string? Side { get; init; }

    public bool FixedRange => true;

    public bool ZeroLine => false;

    public bool ShowLine => false;

    /// <summary>False draws nothing of the axis itself.</summary>
    public bool? Visible { get; init; }

    public bool? ShowGrid { get; init; }

    public string? GridColor { get; init; }

    /// <summary>Labels need no marks beside them.</summary>
    public string Ticks => "";

    public double? TickAngle { get; init; }

    public Font? TickFont { get; init; }

    public string? TickMode { get; init; }

    public IReadOnlyList<Coordinate>? TickVals { get; init; }

    public IReadOnlyList<string>? TickText { get; init; }

    /// <summary>"allow" spares measuring each label, for which the browser lays the whole page out at every drawing; what would be cut has then no label.</summary>
    public string? TickLabelOverflow { get; init; }

    public bool? AutoMargin { get; init; }
}

/// <summary>A line or a box in the units of the axes, or of the <c>paper</c> from 0 to 1.</summary>
public sealed record Shape(Coordinate X0, Coordinate Y0, Coordinate X1, Coordinate Y1)
{
    public string Type { get; init; } = "line";

    public string XRef { get; init; } = "x";

    public string YRef { get; init; } = "y";

    public Line? Line { get; init; }

    public string? FillColor { get; init; }

    public string? Layer { get; init; }
}

/// <summary>A text at a place.</summary>
public sealed record Annotation(Coordinate X, Coordinate Y, string Text)
{
    public string XRef { get; init; } = "x";

    public string YRef { get; init; } = "y";

    public string? XAnchor { get; init; }

    public string? YAnchor { get; init; }

    public double? XShift { get; init; }

    public double? YShift { get; init; }

    public string? Align { get; init; }

    public bool ShowArrow => false;

    public Font? Font { get; init; }

    public string? BgColor { get; init; }

    public double? BorderPad { get; init; }

    /// <summary>A line of the head, under the title: so many pixels above the plot, at the left edge of the chart.</summary>
    public static Annotation Head(string text, Font font, Margin margin, double above) => new(0, 1, text)
    {
        XRef = "paper",
        YRef = "paper",
        XAnchor = "left",
        YAnchor = "bottom",
        XShift = 2 - margin.L,
        YShift = above,
        Align = "left",
        Font = font,
    };
}
