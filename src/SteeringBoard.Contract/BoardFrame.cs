using System.Text.Json.Nodes;

namespace SteeringBoard.Contract;

/// <summary>What a watcher of a board receives: from (exclusive) to sequence (inclusive), the newest state of each cell touched.</summary>
public sealed record BoardFrame(
    string Programme, long From, long Sequence, DateTimeOffset At, IReadOnlyList<CellChange> Changes);

/// <summary>The newest state of one cell, or of one part of it.</summary>
public sealed record CellChange(
    string Body,
    string Indicator,
    string? Item,
    EvidenceLevel? Counts,
    long? Value,
    long? Total,
    CellStatus Status,
    IReadOnlyDictionary<string, BoardReading> Levels);

/// <summary>The answer to a watch of a board.</summary>
public sealed record WatchedBoard(long Sequence);

/// <summary>A figure as it stands: the answer to a watch and what follows it.</summary>
/// <param name="Key">Names the figure with its arguments, culture and scope; every watcher of a key shares one computation.</param>
/// <param name="Version">Rises with each new state.</param>
/// <param name="At">The programme's time it shows.</param>
/// <param name="Plotly"><c>{ data, layout }</c>; colours are role names of the theme.</param>
public sealed record FigureFrame(string Key, long Version, DateTimeOffset At, JsonNode Plotly);

/// <summary>What the hub calls on its clients.</summary>
public interface IBoardClient
{
    /// <summary>Cells changed.</summary>
    Task BoardChanged(BoardFrame frame);

    /// <summary>A watched figure changed; always ends on the newest.</summary>
    Task FigureChanged(FigureFrame frame);
}
