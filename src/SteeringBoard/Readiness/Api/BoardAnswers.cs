using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Api;

/// <summary>Cells as the wire tells them.</summary>
public sealed class BoardAnswers(Sources sources)
{
    /// <summary>A cell; with a level, exactly that level's reading counts, and its status is what that alone tells.</summary>
    public BoardCell Cell(BoardSnapshot board, CellKey key, EvidenceLevel? level, DateTimeOffset now)
    {
        var catalog = board.Catalog;
        var cell = board[key];
        var indicator = catalog.Indicators[key.Indicator];
        var verdict = level is { } asked ? LevelAlone.Judge(indicator, catalog.DueAt(key, now), cell.Levels, asked, now) : cell.Verdict;
        var counts = verdict.Counts;
        var counted = counts is { } at ? cell.Levels[at] : null;
        return new BoardCell(
            catalog.Bodies[key.Body].Code,
            indicator.Code,
            verdict.Status,
            counts,
            counted?.Value,
            counted is null ? catalog.Total(key) : Total(counted),
            counted is null ? null : catalog.Local(counted.HeardAt(now)),
            counted is not null && CellRules.IsValid(indicator, counts!.Value, counted, now),
            Levels(catalog, cell.Levels, now),
            cell.Verdict.Contradiction,
            cell.Verdict.Finding);
    }

    /// <summary>A cell as a frame carries it, followed by its parts.</summary>
    public IEnumerable<CellChange> Changes(BoardSnapshot board, CellKey key, DateTimeOffset now)
    {
        var catalog = board.Catalog;
        var indicator = catalog.Indicators[key.Indicator];
        var cell = board[key];
        var (body, code) = (catalog.Bodies[key.Body].Code, indicator.Code);
        yield return new CellChange(
            body, code, null, cell.Verdict.Counts, cell.Counted?.Value, cell.Counted is { } counted ? Total(counted) : catalog.Total(key), cell.Verdict.Status,
            Levels(catalog, cell.Levels, now));
        for (var item = 0; item < cell.Items.Length; item++)
        {
            var verdict = CellRules.Judge(indicator, catalog.DueAt(key, now), cell.Items[item], [], null, now);
            var part = verdict.Counts is { } level ? cell.Items[item][level] : null;
            yield return new CellChange(
                body, code, indicator.Items[item], verdict.Counts, part?.Value, 1, verdict.Status, Levels(catalog, cell.Items[item], now));
        }
    }

    /// <summary>An evidence level from the query; false when it names none.</summary>
    public static bool TryLevel(string? word, out EvidenceLevel? level)
    {
        level = null;
        if (string.IsNullOrEmpty(word))
        {
            return true;
        }
        var known = EvidenceLevels.TryParse(word, out var parsed);
        level = known ? parsed : null;
        return known;
    }

    /// <summary>An instant with its offset from the query; false when it is none.</summary>
    public static bool TryInstant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }
        // A plus sign in an address is read as a space by many.
        var known = DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', ' ', '-']) > "yyyy-MM-dd".Length - 1);
        instant = known ? parsed : null;
        return known;
    }

    private Dictionary<string, BoardReading> Levels(Catalog catalog, Levels levels, DateTimeOffset now)
    {
        var told = new Dictionary<string, BoardReading>(4, StringComparer.Ordinal);
        foreach (var level in EvidenceLevels.All)
        {
            if (levels[level] is { } reading)
            {
                told[level.Word()] = new BoardReading(
                    reading.Value, Total(reading), catalog.Local(reading.HeardAt(now)), catalog.Local(reading.RecordedAt), sources.Kind(reading.Source),
                    reading.Restated?.Total);
            }
        }
        return told;
    }

    private static long? Total(LevelReading reading) => reading.Total == 0 ? null : reading.Total;
}
