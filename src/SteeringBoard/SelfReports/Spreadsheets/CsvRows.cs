using System.Text;
using CsvHelper;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>Reads a table of text: commas, semicolons or tabs, as the spreadsheet program of the place writes them; UTF-8.</summary>
internal static class CsvRows
{
    private const int RecordBytes = 1024 * 1024;

    /// <exception cref="SheetException">Something in it is refused.</exception>
    public static IEnumerable<SheetRow> All(Stream file, string name)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        // The separator is found in the first lines, or named by Excel's own first line.
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = RecordBytes,
        });
        var count = 0;
        while (Read(reader))
        {
            var texts = Array.ConvertAll(reader.Current.ToArray(), cell => (cell ?? "").Trim());
            var cells = Array.ConvertAll(texts, text => new SheetCell(Cut(CsvMark.Take(text)), false));
            if (Array.TrueForAll(cells, cell => cell.IsEmpty))
            {
                continue;
            }
            var row = new SheetRow(name, (int)reader.LineNumber, cells);
            if (++count > SheetLimits.Rows)
            {
                throw new SheetException(SheetException.TooManyRows, SheetLimits.Rows);
            }
            if (cells.Length > SheetLimits.Columns)
            {
                throw new SheetException(SheetException.TooManyColumns, name, SheetLimits.Columns);
            }
            if (Array.FindIndex(texts, text => text is ['=', ..]) is >= 0 and var formula)
            {
                throw new SheetException(SheetException.Formula, name, row.CellName(formula));
            }
            yield return row;
        }
    }

    private static bool Read(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (DecoderFallbackException)
        {
            throw new SheetException(SheetException.NotUtf8);
        }
        catch (CsvFormatException)
        {
            throw new SheetException(SheetException.Damaged);
        }
    }

    private static string Cut(string text) => text.Length > SheetLimits.CellLetters ? text[..SheetLimits.CellLetters] : text;
}
