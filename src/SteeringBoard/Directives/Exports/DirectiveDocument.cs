using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SteeringBoard.Directives.Exports;

/// <summary>A directive's file for Word: headings, facts, and a table of what its bodies did.</summary>
public static class DirectiveDocument
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <param name="title">The directive.</param>
    /// <param name="stamp">Whose, when, simulated or not.</param>
    /// <param name="facts">Names and what is said of them.</param>
    /// <param name="heads">Of the table.</param>
    /// <param name="rows">As many texts as there are heads.</param>
    public static byte[] Write(
        string title, string stamp, IEnumerable<(string Name, string Said)> facts, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var table = new Table(
                new TableProperties(
                    new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                    new TableBorders(
                        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 },
                        new BottomBorder { Val = BorderValues.Single, Size = 4 }, new RightBorder { Val = BorderValues.Single, Size = 4 },
                        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 })),
                new TableGrid(heads.Select(_ => new GridColumn())));
            table.Append(Row(heads, isHead: true));
            foreach (var row in rows)
            {
                table.Append(Row(row, isHead: false));
            }
            main.Document = new Document(new Body(
            [
                Line(title, isBold: true, halfPoints: "32"),
                Line(stamp, isBold: false, halfPoints: "18"),
                .. facts.Where(fact => fact.Said.Length > 0).Select(fact => new Paragraph(Run($"{fact.Name}: ", true, "24"), Run(fact.Said, false, "24"))),
                new Paragraph(),
                table,
                new Paragraph(),
                new SectionProperties(
                    new PageSize { Width = 11906, Height = 16838 },
                    new PageMargin { Top = 1134, Bottom = 1134, Left = 1701, Right = 850, Header = 720, Footer = 720, Gutter = 0 }),
            ]));
            main.Document.Save();
        }
        return stream.ToArray();
    }

    private static Paragraph Line(string text, bool isBold, string halfPoints) => new(Run(text, isBold, halfPoints));

    private static Run Run(string text, bool isBold, string halfPoints)
    {
        var properties = new RunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", ComplexScript = "Times New Roman" });
        if (isBold)
        {
            properties.Append(new Bold());
        }
        properties.Append(new FontSize { Val = halfPoints });
        return new Run(properties, new Text(RegisterWorkbook.Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
    }

    private static TableRow Row(IEnumerable<string> texts, bool isHead) =>
        new(texts.Select(text => new TableCell(new Paragraph(Run(text, isHead, "20")))));
}
