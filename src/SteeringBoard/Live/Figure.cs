using System.Globalization;
using System.Text.Json.Nodes;

namespace SteeringBoard.Live;

/// <summary>A chart as plotly.js draws it.</summary>
/// <param name="Data">The traces. Colours are role names such as <c>role:evidence-tested</c>, resolved by the page's theme.</param>
/// <param name="Layout">The layout, with a title that says what it shows.</param>
/// <param name="Table">The same facts as rows, for those who cannot see the chart.</param>
public sealed record Figure(JsonArray Data, JsonObject Layout, FigureTable Table)
{
    /// <summary>As the wire carries it: <c>{ data, layout, table }</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["data"] = Data,
        ["layout"] = Layout,
        ["table"] = new JsonObject
        {
            ["caption"] = Table.Caption,
            ["columns"] = new JsonArray([.. Table.Columns.Select(column => (JsonNode)column)]),
            ["rows"] = new JsonArray([.. Table.Rows.Select((row, line) => (JsonNode)new JsonArray([.. row.Select((cell, place) => Table.Cell(cell, line, place))]))]),
        },
    };
}

/// <summary>The table behind a chart.</summary>
public sealed record FigureTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Where the cell of a row leads, by its place; an address of this site, or none.</summary>
    public Func<int, int, string?>? Href { get; init; }

    internal JsonNode Cell(string text, int row, int place) =>
        Href?.Invoke(row, place) is { } href ? new JsonObject { ["text"] = text, ["href"] = href } : text;
}

/// <summary>What is asked of a figure.</summary>
/// <param name="Programme">The programme it is of.</param>
/// <param name="Arguments">The other arguments, only those the figure has.</param>
/// <param name="Culture">The language of its words and numbers.</param>
public sealed record FigureRequest(string Programme, IReadOnlyDictionary<string, string> Arguments, CultureInfo Culture)
{
    public string? this[string argument] => Arguments.GetValueOrDefault(argument);
}

/// <summary>A figure as a slice registers it: a pure function of the newest state and its arguments.</summary>
/// <param name="Name">Such as <c>deadline-burnup</c>.</param>
/// <param name="Arguments">The arguments it has besides the programme; any other is an error that names it.</param>
/// <param name="Draw">Draws it; throws <see cref="FigureException"/> when an argument names nothing.</param>
public sealed record FigureDefinition(string Name, IReadOnlyList<string> Arguments, Func<FigureRequest, CancellationToken, ValueTask<Figure>> Draw)
{
    /// <summary>How much of a programme it tells, and so who may see it.</summary>
    public FigureReach Reach { get; init; } = FigureReach.Whole;
}

/// <summary>How much of a programme a figure tells.</summary>
public enum FigureReach
{
    /// <summary>Every body by name: for who sees all of them.</summary>
    Whole,

    /// <summary>The body its argument <c>body</c> names, without one every body.</summary>
    Body,

    /// <summary>Sums, in which no body is told from another.</summary>
    Sums,
}

/// <summary>A figure cannot be drawn as asked; the message names the argument and is told to the caller.</summary>
public sealed class FigureException(string message) : Exception(message);

/// <summary>What figures follow: the slice that owns the state registers it.</summary>
public interface IChangeSource
{
    /// <summary>The newest version of a programme's state and its programme time; none when there is no such programme.</summary>
    (long Version, DateTimeOffset At)? Newest(string programme);

    /// <summary>Calls back after each change of a programme until disposed; the callback only takes note.</summary>
    IDisposable Follow(string programme, Action changed);
}
