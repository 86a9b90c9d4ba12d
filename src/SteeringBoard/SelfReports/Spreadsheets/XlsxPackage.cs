using System.IO.Compression;
using System.Xml;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>The parts of a workbook: unpacked as they are read, and together no further than a file may cost.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
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

    /// <exception cref="SheetException">It is no workbook, or one with macros.</exception>
    public XlsxPackage(Stream file)
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

    /// <summary>The sheets by name, and the part each is in.</summary>
    public List<(string Name, string Part)> Sheets()
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
            if (XlsxText.IsStart(book, "sheet") && book.GetAttribute("name") is { } name && Relation(book) is { } id && targets.TryGetValue(id, out var part))
            {
                sheets.Add((name, part));
            }
        }
        return sheets;
    }

    /// <summary>The texts that cells share, by place.</summary>
    public List<string> Shared()
    {
        var shared = new List<string>();
        using var reader = Open("xl/sharedStrings.xml");
        while (reader is not null && reader.Read())
        {
            if (XlsxText.IsStart(reader, "si"))
            {
                if (shared.Count >= SheetLimits.SharedTexts)
                {
                    throw new SheetException(SheetException.TooManyRows, SheetLimits.Rows);
                }
                shared.Add(XlsxText.Of(reader));
            }
        }
        return shared;
    }

    /// <summary>Opens a part; none where there is none.</summary>
    public XmlReader? Open(string part) =>
        _zip.GetEntry(part) is { } entry ? XmlReader.Create(new BoundedStream(entry.Open(), _left), Settings) : null;

    public void Dispose() => _zip.Dispose();

    private static string? Relation(XmlReader reader) => reader.GetAttribute("id", Relations) ?? reader.GetAttribute("id", StrictRelations);
}
