using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Display = SteeringBoard.Shell.Display;

namespace SteeringBoard.Directives.Exports;

/// <summary>
/// The register as a spreadsheet. An instant is a date that can be sorted, in Hà Nội time. All else is text, never a formula: what somebody typed
/// with a sign of equality in front stays what they typed.
/// </summary>
public static class RegisterWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The most a cell holds, in characters.</summary>
    private const int MostInCell = 32_000;

    private const uint Plain = 0, Head = 1, Instant = 2, Day = 3;

    /// <summary>The first number of a format of one's own (ECMA-376, 18.8.30).</summary>
    private const uint InstantFormat = 164, DayFormat = 165;

    private static readonly double[] Widths = [8, 46, 10, 26, 12, 26, 16, 24, 30, 18, 30, 18, 40, 14];

    /// <param name="name">The sheet's name, at most 31 characters.</param>
    /// <param name="stamp">What stands above the heads: whose, when, simulated or not.</param>
    /// <param name="heads">One for each column.</param>
    /// <param name="rows">As many as there are heads: texts, instants, days, or nothing.</param>
    public static byte[] Write(string name, string stamp, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object?>> rows)
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
                Row(writer, [stamp], Head);
                Row(writer, heads, Head);
                var last = 2;
                foreach (var row in rows)
                {
                    Row(writer, row, Plain);
                    last++;
                }
                writer.WriteEndElement();
                writer.WriteElement(new AutoFilter { Reference = $"A2:{(char)('A' + heads.Count - 1)}{last}" });
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

    private static void Row(OpenXmlWriter writer, IEnumerable<object?> values, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in values)
        {
            writer.WriteElement(value switch
            {
                DateTimeOffset instant => Date(instant.ToOffset(Display.Hanoi).DateTime, Instant),
                DateOnly day => Date(day.ToDateTime(TimeOnly.MinValue), Day),
                _ => Told(value as string ?? "", style),
            });
        }
        writer.WriteEndElement();
    }

    private static Cell Date(DateTime there, uint style) => new() { CellValue = new CellValue(there.ToOADate()), StyleIndex = style };

    private static Cell Told(string text, uint style) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = InstantFormat, FormatCode = "dd/mm/yyyy hh:mm" },
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "dd/mm/yyyy" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { NumberFormatId = InstantFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true }));
}
