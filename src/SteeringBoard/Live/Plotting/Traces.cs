using System.Text.Json.Serialization;

namespace SteeringBoard.Live.Plotting;

/// <summary>What plotly.js draws, with the attributes the board's figures use; see its reference for what each one does.</summary>
[JsonDerivedType(typeof(Scatter))]
[JsonDerivedType(typeof(Bar))]
[JsonDerivedType(typeof(Heatmap))]
public abstract record Trace
{
    public abstract string Type { get; }

    public string? Name { get; init; }

    public IReadOnlyList<Coordinate>? X { get; init; }

    public IReadOnlyList<Coordinate>? Y { get; init; }

    public string? XAxis { get; init; }

    public string? YAxis { get; init; }

    public double? Opacity { get; init; }

    public bool ShowLegend { get; init; }

    public string? HoverInfo { get; init; }

    public string? HoverTemplate { get; init; }
}

/// <summary>Lines, areas, and texts at places.</summary>
public sealed record Scatter : Trace
{
    public override string Type => "scatter";

    public required string Mode { get; init; }

    public Line? Line { get; init; }

    public Marker? Marker { get; init; }

    public string? Fill { get; init; }

    public string? FillColor { get; init; }

    public IReadOnlyList<string>? Text { get; init; }

    public string? TextPosition { get; init; }

    public Font? TextFont { get; init; }

    public bool? ClipOnAxis { get; init; }

    /// <summary>Where each point leads.</summary>
    public IReadOnlyList<Link>? CustomData { get; init; }
}

/// <summary>Bars. A base may be given, and a thickness in units of the axis across.</summary>
public sealed record Bar : Trace
{
    public override string Type => "bar";

    public string? Orientation { get; init; }

    public double? Width { get; init; }

    public Marker? Marker { get; init; }

    public IReadOnlyList<string>? HoverText { get; init; }
}

/// <summary>A grid of colours: a row of <see cref="Z"/> for each of Y.</summary>
public sealed record Heatmap : Trace
{
    public override string Type => "heatmap";

    public required IReadOnlyList<int[]> Z { get; init; }

    public double? ZMin { get; init; }

    public double? ZMax { get; init; }

    /// <summary>Pairs of a place from 0 to 1 and a colour.</summary>
    public IReadOnlyList<IReadOnlyList<Coordinate>>? ColorScale { get; init; }

    public bool? ShowScale { get; init; }

    public double? XGap { get; init; }

    public double? YGap { get; init; }

}

/// <summary>Where a mark leads; an address of this site.</summary>
public sealed record Link(string Href);

/// <summary>A stroke.</summary>
public sealed record Line
{
    public string? Color { get; init; }

    public double? Width { get; init; }

    /// <summary><c>solid</c>, <c>dot</c>, <c>dash</c>, or lengths in pixels.</summary>
    public string? Dash { get; init; }

    /// <summary><c>linear</c>, or <c>hv</c> for what holds until it changes.</summary>
    public string? Shape { get; init; }
}

/// <summary>What a bar or a point is filled with.</summary>
public sealed record Marker
{
    public string? Color { get; init; }

    public double? Size { get; init; }

    /// <summary><c>circle</c> where left out, <c>diamond</c>.</summary>
    public string? Symbol { get; init; }

    public Line? Line { get; init; }

    public Pattern? Pattern { get; init; }
}

/// <summary>A hatch over a bar.</summary>
public sealed record Pattern
{
    public required string Shape { get; init; }

    public string? FgColor { get; init; }

    public string? BgColor { get; init; }

    public double? Size { get; init; }

    public double? Solidity { get; init; }
}

/// <summary>Type: its family is left to the page.</summary>
public sealed record Font
{
    public double? Size { get; init; }

    public string? Color { get; init; }

    public int? Weight { get; init; }
}
