using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Serving;
using SteeringBoard.Gateway.Texts;

namespace SteeringBoard.Gateway.Sources;

/// <summary>Serves what somebody keeps in a .csv or .xlsx file, or in a folder of them, with the age it has.</summary>
public sealed partial class FileSource : IReadinessSource
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string _programme;
    private readonly string _body;
    private readonly TimeProvider _time;
    private readonly CultureInfo _language;
    private readonly ILogger<FileSource> _log;
    private readonly WatchedFiles _files;
    private State _state = new(Served.Unreadable.Instance, [], 0);

    /// <param name="path">The file or the folder.</param>
    /// <param name="programme">The programme its readings are of.</param>
    /// <param name="body">The body it speaks for.</param>
    /// <param name="time">Real time.</param>
    /// <param name="language">Of the faults in the log.</param>
    /// <param name="log">Gets every fault once.</param>
    public FileSource(string path, string programme, string body, TimeProvider time, CultureInfo language, ILogger<FileSource> log)
    {
        (_path, _programme, _body, _time, _language, _log) = (path, programme, body, time, language, log);
        _files = new(path, time);
    }

    /// <inheritdoc/>
    public Served Find(string programme, string body) =>
        programme == _programme && body == _body ? Refresh().Served : Served.Unknown.Instance;

    /// <inheritdoc/>
    public IReadOnlyList<string> Describe(CultureInfo culture)
    {
        var state = Refresh();
        var asOf = state.Served is Served.Document document
            ? Written(document.AsOf.UtcDateTime)
            : Words.Text("status-never-read", culture);
        return
        [
            Words.Text("status-serves", culture, _programme, _body, _path),
            Words.Text("status-readings", culture, state.Readings, asOf),
            .. state.Faults.Count == 0
                ? [Words.Text("status-no-faults", culture)]
                : state.Faults.Select(fault => fault.Describe(culture)),
        ];
    }

    /// <summary>Looks every second, so that a fault is told while the person who made it is still there.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        do
        {
            Refresh();
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private State Refresh()
    {
        lock (_gate)
        {
            if (_files.Look())
            {
                _state = Merge();
                foreach (var fault in _state.Faults)
                {
                    LogFault(_log, fault.Describe(_language));
                }

                LogServing(_log, _state.Readings, _state.Faults.Count);
            }

            return _state;
        }
    }

    private State Merge()
    {
        var good = _files.Files.Where(file => file.GoodAt != default).ToArray();
        var faults = _files.Files.SelectMany(file => file.Faults).ToList();
        if (good.Length == 0)
        {
            return new(Served.Unreadable.Instance, faults, 0);
        }

        // The oldest file speaks for all of them, so that a dead one never looks fresh.
        var oldest = good.Min(file => file.GoodAt);
        var entries = new Dictionary<(string, string, string?, EvidenceLevel?), ReadingEntry>();
        foreach (var file in good)
        {
            foreach (var row in file.Rows)
            {
                var entry = row.Entry.AsOf is null && file.GoodAt > oldest ? row.Entry with { AsOf = Local(file.GoodAt) } : row.Entry;
                if (!entries.TryAdd((entry.Indicator, entry.Body ?? _body, entry.Item, entry.Evidence), entry))
                {
                    faults.Add(new(row.Sheet, row.Number, "twice", entry.Indicator));
                }
            }
        }

        if (oldest > _time.GetUtcNow().UtcDateTime.AddMinutes(5))
        {
            // The board refuses what is dated ahead of it.
            faults.Add(new(Path.GetFileName(_path), null, "in-future", Written(oldest)));
        }

        if (entries.Count > ReadinessDocument.MaxReadings)
        {
            faults.Add(new(Path.GetFileName(_path), null, "too-many", ReadinessDocument.MaxReadings.ToString(CultureInfo.InvariantCulture)));
        }

        var content = DocumentContent.Of(_programme, _body, [.. entries.Values.Take(ReadinessDocument.MaxReadings)]);
        return new(new Served.Document(content, Local(oldest), IsFile: true), faults, entries.Count);
    }

    private static string Written(DateTime utc) => Local(utc).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(Zone);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}")]
    private static partial void LogFault(ILogger log, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving {Readings} readings; {Faults} faults")]
    private static partial void LogServing(ILogger log, int readings, int faults);

    private sealed record State(Served Served, IReadOnlyList<FileFault> Faults, int Readings);
}
