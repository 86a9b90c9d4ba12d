using System.Globalization;
using System.Text;

namespace SteeringBoard.Gateway.Sources;

/// <summary>A column that is understood.</summary>
internal enum Column
{
    Indicator,
    Value,
    Total,
    Item,
    Body,
    AsOf,
    Evidence,
    Note,
    Link,
}

/// <summary>Which column of a sheet holds what; headers are English or Vietnamese, with or without accents, in any case.</summary>
internal sealed class Columns
{
    private static readonly Dictionary<string, Column> Names = new()
    {
        ["indicator"] = Column.Indicator,
        ["chi tieu"] = Column.Indicator,
        ["value"] = Column.Value,
        ["gia tri"] = Column.Value,
        ["total"] = Column.Total,
        ["tong so"] = Column.Total,
        ["item"] = Column.Item,
        ["hang muc"] = Column.Item,
        ["body"] = Column.Body,
        ["don vi"] = Column.Body,
        ["as of"] = Column.AsOf,
        ["thoi diem"] = Column.AsOf,
        ["evidence"] = Column.Evidence,
        ["muc bang chung"] = Column.Evidence,
        ["note"] = Column.Note,
        ["ghi chu"] = Column.Note,
        ["link"] = Column.Link,
        ["lien ket"] = Column.Link,
    };

    private readonly Dictionary<Column, int> _at = [];

    private Columns(SheetRow header)
    {
        for (var i = 0; i < header.Cells.Count; i++)
        {
            if (header.Cells[i] is string name && Names.TryGetValue(Fold(name), out var column))
            {
                _at.TryAdd(column, i);
            }
        }
    }

    /// <summary>Reads a header; none where it names no indicator or no value.</summary>
    public static Columns? Of(SheetRow header) =>
        new Columns(header) is var columns && columns._at.ContainsKey(Column.Indicator) && columns._at.ContainsKey(Column.Value) ? columns : null;

    /// <summary>The cell of a row in a column; none where the row or the sheet has none, or it is blank.</summary>
    public object? Cell(SheetRow row, Column column) =>
        _at.TryGetValue(column, out var index) && index < row.Cells.Count
            ? row.Cells[index] is string text ? text.Trim() is { Length: > 0 } trimmed ? trimmed : null : row.Cells[index]
            : null;

    private static string Fold(string name)
    {
        var folded = new StringBuilder();
        foreach (var character in name.Trim().Replace('_', ' ').ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(character == 'đ' ? 'd' : character);
            }
        }

        return folded.ToString();
    }
}
