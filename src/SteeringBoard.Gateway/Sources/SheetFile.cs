using System.Text;
using CsvHelper;
using ExcelDataReader;

namespace SteeringBoard.Gateway.Sources;

/// <summary>Reads the sheets of a .csv or .xlsx file, also while a spreadsheet program has it open.</summary>
internal static class SheetFile
{
    private const long MaxBytes = 64 * 1024 * 1024;

    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Whether this kind of file is read; the lock files of spreadsheet programs are not.</summary>
    public static bool IsKnown(string path) =>
        Path.GetFileName(path) is var name && name[0] is not ('~' or '.') && (IsCsv(name) || IsWorkbook(name));

    /// <exception cref="SheetException">It is not such a file.</exception>
    /// <exception cref="IOException">It cannot be read now.</exception>
    public static IReadOnlyList<Sheet> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MaxBytes)
        {
            throw new SheetException("too-large");
        }

        return IsWorkbook(path) ? Workbook(file) : [Csv(file, Path.GetFileName(path))];
    }

    private static bool IsCsv(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsWorkbook(string name) => name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);

    private static Sheet Csv(FileStream file, string name)
    {
        string text;
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException broken)
        {
            throw new SheetException("not-utf8", cause: broken);
        }

        try
        {
            using var reader = CsvReader.FromText(
                text, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
            var rows = new List<SheetRow>();
            while (reader.Read())
            {
                rows.Add(new((int)reader.LineNumber, reader.Current.ToArray()));
            }

            return new(name, rows);
        }
        catch (CsvFormatException broken)
        {
            throw new SheetException("quotes", broken.LineNumber > 0 ? (int)broken.LineNumber : null, broken);
        }
    }

    private static List<Sheet> Workbook(FileStream file)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
            var sheets = new List<Sheet>();
            do
            {
                var rows = new List<SheetRow>();
                while (reader.Read())
                {
                    rows.Add(new(reader.Depth + 1, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]));
                }

                sheets.Add(new($"{Path.GetFileName(file.Name)} [{reader.Name}]", rows));
            }
            while (reader.NextResult());
            return sheets;
        }
        catch (Exception broken) when (broken is not (IOException or OutOfMemoryException))
        {
            // A damaged workbook fails in as many ways as there are parts in it.
            throw new SheetException("not-a-workbook", cause: broken);
        }
    }
}
