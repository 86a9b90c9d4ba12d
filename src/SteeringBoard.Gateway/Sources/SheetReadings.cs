using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Sources;

/// <summary>A reading and where it was written.</summary>
internal sealed record ReadRow(string Sheet, int Number, ReadingEntry Entry);

/// <summary>The readings of a file, and what is wrong in it. A bad row is named and left out; it never costs the good ones.</summary>
internal sealed class SheetReadings
{
    private readonly List<ReadRow> _rows = [];
    private readonly List<FileFault> _faults = [];

    public IReadOnlyList<ReadRow> Rows => _rows;

    public IReadOnlyList<FileFault> Faults => _faults;

    /// <summary>Reads the sheets of a file; those without our columns are somebody's notes.</summary>
    /// <exception cref="SheetException">No sheet has the columns.</exception>
    public static SheetReadings Of(IReadOnlyList<Sheet> sheets)
    {
        var readings = new SheetReadings();
        var found = false;
        foreach (var sheet in sheets)
        {
            var rows = sheet.Rows.Where(row => row.Cells.Any(cell => cell is not (null or ""))).ToArray();
            if (rows.Length > 0 && Columns.Of(rows[0]) is { } columns)
            {
                found = true;
                Array.ForEach(rows[1..], row => readings.Add(sheet.Name, row, columns));
            }
        }

        return found ? readings : throw new SheetException("no-columns", 1);
    }

    private void Add(string sheet, SheetRow row, Columns columns)
    {
        var cells = new RowCells(row, columns);
        var indicator = cells.Text(Column.Indicator) ?? cells.Fault<string>("no-indicator", "");
        var value = cells.Count(Column.Value) ?? cells.Fault<long>("no-value", "");
        var total = cells.Count(Column.Total);
        if (total == 0 || value > total)
        {
            cells.Fault<long>("over-total", $"{value}/{total}");
        }

        var entry = new ReadingEntry
        {
            Indicator = indicator ?? "",
            Value = value,
            Total = total,
            Item = cells.Text(Column.Item),
            Body = cells.BodyCode(Column.Body),
            AsOf = cells.Moment(Column.AsOf),
            Evidence = cells.Level(Column.Evidence),
            Note = cells.Text(Column.Note),
            Link = cells.Text(Column.Link),
        };
        if (cells.Wrong is var (code, given))
        {
            _faults.Add(new(sheet, row.Number, code, given));
        }
        else
        {
            _rows.Add(new(sheet, row.Number, entry));
        }
    }
}
