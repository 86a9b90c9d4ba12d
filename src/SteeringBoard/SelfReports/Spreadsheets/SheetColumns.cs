using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>
/// What the columns of a sheet hold: either one indicator a row (a province's own numbers), or one body a row and one indicator a column (its
/// communes'). A head that is no longer as the template has it is refused: nobody should guess what a number is of.
/// </summary>
internal sealed class SheetColumns
{
    private readonly Dictionary<string, int> _fixed = new(StringComparer.Ordinal);

    private SheetColumns()
    {
    }

    /// <summary>One body a row.</summary>
    public bool IsByBody => !_fixed.ContainsKey("head-indicator");

    /// <summary>The indicators' columns, of a sheet with one body a row.</summary>
    public List<(int Column, Indicator Indicator)> Indicators { get; } = [];

    /// <summary>Reads a row as the heads of a sheet; none where it is none.</summary>
    /// <exception cref="SheetException">It is one, and a column of it is not of the template.</exception>
    public static SheetColumns? Of(SheetRow row, SheetWords words, Catalog catalog)
    {
        if (row.Cells.Count == 0 || words.KeyOf(row[0].Text ?? "") is not ("head-body" or "head-indicator"))
        {
            return null;
        }
        var columns = new SheetColumns();
        for (var column = 0; column < row.Cells.Count; column++)
        {
            columns.Add(row, column, words, catalog);
        }
        return columns;
    }

    /// <summary>The cell of a fixed column; an empty one where the sheet has none.</summary>
    public SheetCell Cell(SheetRow row, string key) => _fixed.TryGetValue(key, out var column) ? row[column] : default;

    /// <summary>The first cell that holds something outside every column; none where there is none.</summary>
    public int? Stray(SheetRow row)
    {
        for (var column = 0; column < row.Cells.Count; column++)
        {
            if (!row[column].IsEmpty && !_fixed.ContainsValue(column) && !Indicators.Exists(indicator => indicator.Column == column))
            {
                return column;
            }
        }
        return null;
    }

    private void Add(SheetRow row, int column, SheetWords words, Catalog catalog)
    {
        if (row[column] is not { IsEmpty: false, Text: var head } || TemplateMoment.Read(head) is not null)
        {
            return;
        }
        if (words.KeyOf(head) is { } key)
        {
            if (!_fixed.TryAdd(key, column))
            {
                throw new SheetException(SheetException.DuplicateColumn, row.Sheet, row.CellName(column), head);
            }
            return;
        }
        var code = head.Split(' ', 2)[0];
        if (!IsByBody || catalog.Indicator(code) is not { } indicator || !SheetWords.IsHeadOf(indicator, head))
        {
            throw catalog.Indicator(code) is { } meant
                ? new SheetException(SheetException.RenamedColumn, row.Sheet, row.CellName(column), head, SheetWords.HeadOf(meant))
                : new SheetException(SheetException.UnknownColumn, row.Sheet, row.CellName(column), head);
        }
        if (Indicators.Exists(other => other.Indicator == indicator))
        {
            throw new SheetException(SheetException.DuplicateColumn, row.Sheet, row.CellName(column), head);
        }
        Indicators.Add((column, indicator));
    }
}
