using System.Globalization;
using System.Xml;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>
/// Reads a workbook row by row, never more of it than a row at a time beside the texts its cells share. Formulas are refused: what is
/// reported is what somebody wrote, not what a program made of it.
/// </summary>
/// <param name="file">The workbook.</param>
/// <exception cref="SheetException">It is no workbook, or one with macros.</exception>
internal sealed class XlsxRows(Stream file) : IDisposable
{
    private readonly XlsxPackage _package = new(file);
    private List<string> _shared = [];

    /// <summary>Every row that holds something, sheet by sheet.</summary>
    /// <exception cref="SheetException">Something in it is refused.</exception>
    public IEnumerable<SheetRow> All()
    {
        _shared = _package.Shared();
        foreach (var (name, part) in _package.Sheets())
        {
            foreach (var row in Rows(name, part))
            {
                yield return row;
            }
        }
    }

    public void Dispose() => _package.Dispose();

    private IEnumerable<SheetRow> Rows(string sheet, string part)
    {
        using var reader = _package.Open(part);
        var (number, count) = (0, 0);
        while (reader is not null && reader.Read())
        {
            if (!XlsxText.IsStart(reader, "row"))
            {
                continue;
            }
            number = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
            var cells = Cells(reader, sheet, number);
            if (cells.TrueForAll(cell => cell.IsEmpty))
            {
                continue;
            }
            if (++count > SheetLimits.Rows)
            {
                throw new SheetException(SheetException.TooManyRows, SheetLimits.Rows);
            }
            yield return new SheetRow(sheet, number, cells);
        }
    }

    private List<SheetCell> Cells(XmlReader reader, string sheet, int row)
    {
        var cells = new List<SheetCell>();
        if (reader.IsEmptyElement)
        {
            return cells;
        }
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (!XlsxText.IsStart(reader, "c"))
            {
                continue;
            }
            var column = Column(reader.GetAttribute("r")) ?? cells.Count;
            if (column >= SheetLimits.Columns)
            {
                throw new SheetException(SheetException.TooManyColumns, sheet, SheetLimits.Columns);
            }
            var cell = Cell(reader, sheet, row);
            while (cells.Count <= column)
            {
                cells.Add(default);
            }
            cells[column] = cell;
        }
        return cells;
    }

    private SheetCell Cell(XmlReader reader, string sheet, int row)
    {
        var (type, name) = (reader.GetAttribute("t") ?? "n", reader.GetAttribute("r") ?? row.ToString(CultureInfo.InvariantCulture));
        var text = "";
        if (reader.IsEmptyElement)
        {
            return default;
        }
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (XlsxText.IsStart(reader, "f"))
            {
                throw new SheetException(SheetException.Formula, sheet, name);
            }
            if (XlsxText.IsStart(reader, "v"))
            {
                text = XlsxText.Cut(XlsxText.Content(reader));
            }
            else if (XlsxText.IsStart(reader, "is"))
            {
                text = XlsxText.Of(reader);
            }
        }
        return type switch
        {
            "s" => new SheetCell(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < _shared.Count ? _shared[place].Trim() : "", false),
            "n" => Number(text.Trim()),
            _ => new SheetCell(text.Trim(), false),
        };
    }

    /// <summary>A number as the file holds it: digits where it is whole.</summary>
    private static SheetCell Number(string text) => new(
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= CountText.Max && Math.Floor(number) == number
            ? CountText.Write((long)number)
            : text,
        text.Length > 0);

    /// <summary>The column of a cell's name, from 0; none where it has none.</summary>
    private static int? Column(string? name)
    {
        var column = 0;
        foreach (var letter in name ?? "")
        {
            if (letter is < 'A' or > 'Z')
            {
                break;
            }
            column = Math.Min(column * 26 + letter - 'A' + 1, SheetLimits.Columns + 1);
        }
        return column == 0 ? null : column - 1;
    }
}
