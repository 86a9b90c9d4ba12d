using System.Globalization;
using System.IO.Compression;
using System.Xml;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>
/// Reads a workbook row by row, never more of it than a row at a time beside the texts its cells share. Formulas and macros are refused:
/// what is reported is what somebody wrote, not what a program made of it.
/// </summary>
internal sealed class XlsxRows : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private const int MostParts = 2_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly ZipArchive _zip;
    private readonly BoundedStream.Allowance _left = new(SheetLimits.UnpackedBytes);
    private readonly List<string> _shared = [];

    /// <exception cref="SheetException">It is no workbook, or one with macros.</exception>
    public XlsxRows(Stream file)
    {
        try
        {
            _zip = new ZipArchive(file, ZipArchiveMode.Read);
            if (_zip.Entries.Count > MostParts)
            {
                throw new SheetException(SheetException.Damaged);
            }
        }
        catch (InvalidDataException)
        {
            throw new SheetException(SheetException.NotAFile);
        }
        if (_zip.Entries.Any(part => part.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || part.FullName.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase) || part.FullName.Contains("activeX/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new SheetException(SheetException.Macros);
        }
    }

    /// <summary>Every row that holds something, sheet by sheet.</summary>
    /// <exception cref="SheetException">Something in it is refused.</exception>
    public IEnumerable<SheetRow> All()
    {
        ReadShared();
        foreach (var (name, part) in Sheets())
        {
            foreach (var row in Rows(name, part))
            {
                yield return row;
            }
        }
    }

    public void Dispose() => _zip.Dispose();

    private List<(string Name, string Part)> Sheets()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var links = Open("xl/_rels/workbook.xml.rels") ?? throw new SheetException(SheetException.NotAFile))
        {
            while (links.Read())
            {
                if (links is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && links.GetAttribute("Id") is { } id && links.GetAttribute("Target") is { } target)
                {
                    targets[id] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
                }
            }
        }
        var sheets = new List<(string, string)>();
        using var book = Open("xl/workbook.xml") ?? throw new SheetException(SheetException.NotAFile);
        while (book.Read())
        {
            if (IsStart(book, "sheet") && book.GetAttribute("name") is { } name && Relation(book) is { } id && targets.TryGetValue(id, out var part))
            {
                sheets.Add((name, part));
            }
        }
        return sheets;
    }

    private static string? Relation(XmlReader reader) =>
        reader.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        ?? reader.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");

    private void ReadShared()
    {
        using var reader = Open("xl/sharedStrings.xml");
        while (reader is not null && reader.Read())
        {
            if (IsStart(reader, "si"))
            {
                if (_shared.Count >= SheetLimits.SharedTexts)
                {
                    throw new SheetException(SheetException.TooManyRows, SheetLimits.Rows);
                }
                _shared.Add(TextOf(reader));
            }
        }
    }

    private IEnumerable<SheetRow> Rows(string sheet, string part)
    {
        using var reader = Open(part);
        var (number, count) = (0, 0);
        while (reader is not null && reader.Read())
        {
            if (!IsStart(reader, "row"))
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
            if (!IsStart(reader, "c"))
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
            if (IsStart(reader, "f"))
            {
                throw new SheetException(SheetException.Formula, sheet, name);
            }
            if (IsStart(reader, "v"))
            {
                text = Cut(Content(reader));
            }
            else if (IsStart(reader, "is"))
            {
                text = TextOf(reader);
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

    /// <summary>The text of an element and of all runs in it.</summary>
    private static string TextOf(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var text = "";
        var (depth, name) = (reader.Depth, reader.LocalName);
        while (reader.Read() && !(reader.Depth == depth && reader is { NodeType: XmlNodeType.EndElement } && reader.LocalName == name))
        {
            if (IsStart(reader, "t") && text.Length < SheetLimits.CellLetters)
            {
                text = Cut(text + Content(reader));
            }
        }
        return text;
    }

    /// <summary>The content of the element the reader is on, up to its end; no more than a cell holds is kept.</summary>
    private static string Content(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var text = "";
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) && text.Length < SheetLimits.CellLetters)
            {
                text = Cut(text + reader.Value);
            }
        }
        return text;
    }

    private XmlReader? Open(string part) =>
        _zip.GetEntry(part) is { } entry ? XmlReader.Create(new BoundedStream(entry.Open(), _left), Settings) : null;



    private static bool IsStart(XmlReader reader, string name) =>
        reader.NodeType is XmlNodeType.Element && reader.LocalName == name && reader.NamespaceURI is (Main or StrictMain);

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

    private static string Cut(string text) => text.Length > SheetLimits.CellLetters ? text[..SheetLimits.CellLetters] : text;
}
