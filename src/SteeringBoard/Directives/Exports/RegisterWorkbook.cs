using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SteeringBoard.Directives.Exports;

/// <summary>
/// The register as a spreadsheet. Every cell is text, never a formula: what somebody typed with a sign of equality in front stays what they typed.
/// </summary>
public static class RegisterWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The most a cell holds, in characters.</summary>
    private const int MostInCell = 32_000;

    private static readonly double[] Widths = [8, 46, 10, 26, 12, 26, 16, 24, 30, 26, 30, 40, 14];

    /// <param name="name">The sheet's name, at most 31 characters.</param>
    /// <param name="stamp">What stands above the heads: whose, when, simulated or not.</param>
    /// <param name="heads">One for each column.</param>
    /// <param name="rows">As many texts as there are heads.</param>
    public static byte[] Write(string name, string stamp, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(sheet))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteElement(new SheetViews(new SheetView(
                    new Pane { VerticalSplit = 2, TopLeftCell = "A3", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
                { WorkbookViewId = 0 }));
                writer.WriteElement(new Columns(Widths.Take(heads.Count).Select((width, place) =>
                    new Column { Min = (uint)place + 1, Max = (uint)place + 1, Width = width, CustomWidth = true })));
                writer.WriteStartElement(new SheetData());
                Row(writer, [stamp], style: 1);
                Row(writer, heads, style: 1);
                foreach (var row in rows)
                {
                    Row(writer, row, style: 0);
                }
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = name, SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
            workbook.Workbook.Save();
        }
        return stream.ToArray();
    }

    /// <summary>Characters that XML cannot hold are left out.</summary>
    internal static string Clean(string text)
    {
        var kept = string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
        return kept.Length > MostInCell ? kept[..MostInCell] : kept;
    }

    private static void Row(OpenXmlWriter writer, IEnumerable<string> texts, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var text in texts)
        {
            writer.WriteElement(new Cell
            {
                DataType = CellValues.InlineString,
                StyleIndex = style,
                InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
            });
        }
        writer.WriteEndElement();
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }));
}
