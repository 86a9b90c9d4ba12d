using System.Collections.Concurrent;
using System.Globalization;
using System.Xml;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Telemetry;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>Reads files beside the requests that ask for them, two at a time, and keeps what came of the last ones for a while.</summary>
public sealed partial class Previews(
    UploadedFiles files, ReportWriting writing, Boards boards, Func<string, DateTimeOffset, CancellationToken, ValueTask<BoardSnapshot>> boardAt, SheetWords words,
    TimeProvider time, ILogger<Previews> logger) : IDisposable
{
    /// <summary>Finished ones kept; one still being read is never let go, or its page would begin it again.</summary>
    private const int Most = 64;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (Preview Preview, DateTimeOffset At)> _kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _two = new(2);

    /// <summary>What a file would change: the reading begins with the first who asks.</summary>
    public Preview Of(UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var preview = new Preview();
        var kept = _kept.GetOrAdd(file.Id, _ => (preview, time.GetUtcNow())).Preview;
        if (kept == preview)
        {
            RemoveOld();
            _ = Task.Run(() => ReadAsync(file, preview));
        }
        return kept;
    }

    /// <summary>Forgets what a file would change: it is read again when it is asked for.</summary>
    public void Forget(UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _kept.TryRemove(file.Id, out _);
    }

    /// <summary>Reads a file to its end.</summary>
    public async Task<Preview.Outcome> ReadAsync(UploadedFile file, Action readRow, CancellationToken cancellation)
    {
        var board = boards.Find(file.Programme)!;
        var (catalog, now) = (board.Current.Catalog, board.Clock.GetUtcNow());
        var provinces = ReportRules.ProvinceOf(catalog, file.By.Body) is { } own ? [own]
            : catalog.Bodies.Where(body => body.Kind is Bodies.BodyKind.Province).Select(body => body.Code).ToList();
        var reports = new Dictionary<string, Report>(StringComparer.Ordinal);
        foreach (var province in provinces)
        {
            reports[province] = await writing.CurrentAsync(file.Programme, province, cancellation);
        }
        var seen = reports.ToDictionary(pair => pair.Key, pair => pair.Value.Version);
        var reading = new SheetReading(new ReportFields(board.Current, now), reports.GetValueOrDefault, file.By, words, CultureInfo.GetCultureInfo(file.Language));
        try
        {
            var lines = new List<SheetLine>();
            using var content = files.Open(file);
            foreach (var row in Rows(content, file.Name))
            {
                if (reading.Given is null && TemplateMoment.Read(row) is { } made && made <= now)
                {
                    reading.Given = await SaidAsync(file, made, cancellation);
                }
                lines.AddRange(reading.Read(row));
                readRow();
            }
            reading.End();
            return new Preview.Outcome(null, [.. lines.OrderByDescending(line => line.IsRefused)], reading.Unchanged, reading.Untouched, seen) { IsDated = reading.Given is not null };
        }
        catch (SheetException refused)
        {
            return new Preview.Outcome(refused, [], 0, 0, seen);
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException)
        {
            return new Preview.Outcome(broken.InnerException as SheetException ?? new SheetException(SheetException.Damaged), [], 0, 0, seen);
        }
    }

    public void Dispose() => _two.Dispose();

    /// <summary>Whether a file of this name is read at all.</summary>
    public static bool IsKnown(string name) => IsWorkbook(name) || IsText(name);

    private static bool IsWorkbook(string name) => name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);

    private static bool IsText(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private async Task<TemplateSaid> SaidAsync(UploadedFile file, DateTimeOffset made, CancellationToken cancellation)
    {
        var then = await boardAt(file.Programme, made, cancellation);
        var report = ReportRules.ProvinceOf(then.Catalog, file.By.Body) is { } own ? await writing.AtAsync(file.Programme, own, made, cancellation) : null;
        return new TemplateSaid(new ReportFields(then, made), report);
    }

    private static IEnumerable<SheetRow> Rows(Stream content, string name)
    {
        if (!IsWorkbook(name))
        {
            return CsvRows.All(content, name);
        }
        return OfWorkbook(content);

        static IEnumerable<SheetRow> OfWorkbook(Stream content)
        {
            using var workbook = new XlsxRows(content);
            foreach (var row in workbook.All())
            {
                yield return row;
            }
        }
    }

    private async Task ReadAsync(UploadedFile file, Preview preview)
    {
        await _two.WaitAsync();
        try
        {
            preview.Done = await ReadAsync(file, preview.Read, CancellationToken.None);
        }
        catch (Exception error)
        {
            // Told to the person as a file that cannot be read; the reason is in the log.
            Log.NotRead(logger, error, Reference.New());
            preview.Done = new Preview.Outcome(new SheetException(SheetException.Damaged), [], 0, 0, new Dictionary<string, int>(StringComparer.Ordinal));
        }
        finally
        {
            _two.Release();
        }
    }

    private void RemoveOld()
    {
        var before = time.GetUtcNow() - Lasts;
        var done = _kept.Where(pair => pair.Value.Preview.Done is not null).OrderByDescending(pair => pair.Value.At).ToList();
        foreach (var (id, _) in done.Where((pair, place) => place >= Most || pair.Value.At < before))
        {
            _kept.TryRemove(id, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A spreadsheet could not be read (reference {Reference})")]
        public static partial void NotRead(ILogger logger, Exception error, string reference);
    }
}
