using System.Text;
using CsvHelper;

namespace SteeringBoard.Seed;

/// <summary>The CSV files of a folder, read row by row; what is wrong with them is collected.</summary>
internal sealed class SeedFiles(string folder)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public List<SeedFault> Faults { get; } = [];

    /// <summary>The names of its subfolders, in order.</summary>
    public IReadOnlyList<string> Folders { get; } =
        Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    public bool Has(string file) => File.Exists(Path.Combine(folder, file));

    /// <summary>The rows of a file with exactly these columns, in any order.</summary>
    public List<SeedRow> Rows(string file, params IReadOnlyList<string> columns)
    {
        try
        {
            return Rows(file, File.ReadAllText(Path.Combine(folder, file), StrictUtf8), columns);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Faults.Add(new(file, 0, "the file is missing"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Faults.Add(new(file, 0, $"the file cannot be read: {unreadable.Message}"));
        }
        catch (DecoderFallbackException)
        {
            Faults.Add(new(file, 0, "the file is not UTF-8"));
        }
        return [];
    }

    private List<SeedRow> Rows(string file, string text, IReadOnlyList<string> columns)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => Faults.Add(new(file, (int)record.LineNumber, Malformed(record))),
        });
        reader.ReadHeader();
        var headers = (reader.Headers ?? []).Select(header => header.Trim()).ToList();
        if (!IsHeader(file, headers, columns))
        {
            return [];
        }
        var rows = new List<SeedRow>();
        while (reader.Read())
        {
            var fields = headers
                .Select((header, place) => (header, Text: reader.GetString(place)!.Trim().Normalize()))
                .ToDictionary(field => field.header, field => field.Text, StringComparer.Ordinal);
            rows.Add(new SeedRow(file, (int)reader.LineNumber, fields, Faults));
        }
        return rows;
    }

    private bool IsHeader(string file, List<string> headers, IReadOnlyList<string> columns)
    {
        var before = Faults.Count;
        Faults.AddRange(columns.Except(headers).Select(column => new SeedFault(file, 1, $"column '{column}' is missing")));
        Faults.AddRange(headers.Except(columns).Select(header => new SeedFault(file, 1, $"column '{header}' is not known")));
        Faults.AddRange(headers.GroupBy(header => header).Where(same => same.Count() > 1)
            .Select(same => new SeedFault(file, 1, $"column '{same.Key}' is there {same.Count()} times")));
        return Faults.Count == before;
    }

    private static string Malformed(CsvMalformedRecord record) => record.Reason is CsvMalformedReason.FieldCountMismatch
        ? "the row has more or fewer fields than the header"
        : "the quotes of the row do not match";
}
