using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>A sheet of a template.</summary>
/// <param name="Name">At most 31 characters.</param>
/// <param name="Stamp">What stands above the heads: whose, when, simulated or not.</param>
/// <param name="Heads">One for each column.</param>
/// <param name="Widths">In characters, one for each column.</param>
/// <param name="Rows">Texts, and numbers as <see cref="long"/>; none for an empty cell.</param>
public sealed record TemplateSheet(string Name, string Stamp, IReadOnlyList<string> Heads, IReadOnlyList<double> Widths, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>A template as a workbook. Texts are texts, never formulas; codes keep their zeros.</summary>
public static class TemplateWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(IReadOnlyList<TemplateSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font(), new Font(new Bold())),
                new Fills(new Fill(), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
                new Borders(new Border()),
                new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true, Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }, ApplyAlignment = true }));
            var listed = new List<Sheet>();
            foreach (var sheet in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                Write(part, sheet);
                listed.Add(new Sheet { Name = sheet.Name, SheetId = (uint)listed.Count + 1, Id = workbook.GetIdOfPart(part) });
            }
            workbook.Workbook = new Workbook(new Sheets(listed));
            workbook.Workbook.Save();
        }
        return stream.ToArray();
    }

    private static void Write(WorksheetPart part, TemplateSheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { HorizontalSplit = 2, VerticalSplit = 2, TopLeftCell = "C3", ActivePane = PaneValues.BottomRight, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(sheet.Widths.Select((width, place) =>
            new Column { Min = (uint)place + 1, Max = (uint)place + 1, Width = width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        Row(writer, [sheet.Stamp], 0);
        Row(writer, sheet.Heads, 1);
        foreach (var row in sheet.Rows)
        {
            Row(writer, row, 0);
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Row(OpenXmlWriter writer, IEnumerable<object?> cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(cell switch
            {
                null => new Cell { StyleIndex = style },
                long count => new Cell { StyleIndex = style, CellValue = new CellValue(count.ToString(System.Globalization.CultureInfo.InvariantCulture)) },
                _ => new Cell
                {
                    StyleIndex = style,
                    DataType = CellValues.InlineString,
                    InlineString = new InlineString(new Text(string.Concat(cell.ToString()!.Where(System.Xml.XmlConvert.IsXmlChar))) { Space = SpaceProcessingModeValues.Preserve }),
                },
            });
        }
        writer.WriteEndElement();
    }
}
