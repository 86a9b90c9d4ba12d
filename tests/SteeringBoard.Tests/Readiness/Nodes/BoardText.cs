using System.Globalization;
using System.Text;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Tests.Readiness.Nodes;

/// <summary>A whole board as lines of text, so that two can be compared cell by cell.</summary>
internal static class BoardText
{
    /// <summary>Everything but the sequence of its steps, seen at a moment.</summary>
    public static string Of(BoardSnapshot board, DateTimeOffset now)
    {
        var text = new StringBuilder();
        var catalog = board.Catalog;
        var aged = board.AgedTo(now);
        text.AppendLine(CultureInfo.InvariantCulture, $"sequence {board.Sequence} change {board.Mark.ChangeId}");
        for (var body = 0; body < catalog.Bodies.Length; body++)
        {
            foreach (var (key, cell) in aged.CellsOf(body))
            {
                text.Append(catalog.Bodies[body].Code).Append('/').Append(catalog.Indicators[key.Indicator].Code).Append(": ").Append(cell.Verdict)
                    .Append(" since ").Append(Told(cell.ContradictedSince))
                    .Append(" recent ").AppendJoin(' ', cell.Recent.Select(point => $"{Told(point.At)}={point.Done}"))
                    .Append(" own ").Append(Told(cell.Own, now))
                    .Append(" read ").Append(Told(cell.Levels, now))
                    .Append(" items ").AppendJoin(';', cell.Items.Select(item => Told(item, now))).AppendLine();
            }
        }
        for (var indicator = 0; indicator < catalog.Indicators.Length; indicator++)
        {
            foreach (var level in EvidenceLevels.All)
            {
                text.Append("trail ").Append(catalog.Indicators[indicator].Code).Append(' ').Append(level.Word()).Append(": ")
                    .AppendJoin(' ', board.Trail(indicator, level).Points.Select(point => $"{Told(point.At)}={point.Done}")).AppendLine();
            }
        }
        foreach (var (source, span) in board.Spans.OrderBy(pair => pair.Key))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"source {source}: {Told(span)} {span.Slots.Count} slots");
        }
        return text.ToString();
    }

    private static string Told(Levels levels, DateTimeOffset now) => string.Join(
        ' ', EvidenceLevels.All.Where(level => levels[level] is not null).Select(level => $"{level.Word()}[{Told(levels[level]!, now)}]"));

    private static string Told(LevelReading reading, DateTimeOffset now) =>
        $"{reading.Value}/{reading.Total} {Told(reading.ObservedAt)} {Told(reading.RecordedAt)} by {reading.Source} restated {reading.Restated} "
        + $"holds {Told(reading.AsOf(now))} from {Told(reading.ValidFrom(now))} {(reading.Vouch is { } vouch ? Told(vouch) : "")} {reading.Parts.Length} parts";

    private static string Told(Vouch span) => $"span {span.RowId} {Told(span.RecordedFrom)}..{Told(span.Until)} grace {span.Grace}";

    private static string Told(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture) ?? "-";
}
