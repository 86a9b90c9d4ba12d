namespace SteeringBoard.Gateway.Sources;

/// <summary>One file as it last could be read.</summary>
/// <param name="Stamp">Of the last look; default to look again.</param>
/// <param name="GoodAt">UTC write time of the rows; default while there never were any.</param>
/// <param name="Rows">The good rows of the last good reading.</param>
/// <param name="Faults">What is wrong with it now.</param>
internal sealed record WatchedFile(FileStamp Stamp, DateTime GoodAt, IReadOnlyList<ReadRow> Rows, IReadOnlyList<FileFault> Faults)
{
    public static WatchedFile Unread { get; } = new(default, default, [], []);
}

/// <summary>Tells whether a file has changed.</summary>
internal readonly record struct FileStamp(DateTime WrittenAt, long Length)
{
    public static FileStamp Of(string file) => new FileInfo(file) is { Exists: true } info ? new(info.LastWriteTimeUtc, info.Length) : default;
}

/// <summary>
/// A .csv or .xlsx file, or a folder of them, read again when one changes. What cannot be read stays as it last could be, with the age it
/// then had.
/// </summary>
internal sealed class WatchedFiles(string path, TimeProvider time)
{
    private readonly SortedDictionary<string, WatchedFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<WatchedFile> Files => _files.Values;

    /// <summary>Reads what has changed since the last look; false when nothing has.</summary>
    public bool Look()
    {
        if (Paths() is not { } paths)
        {
            return Missing();
        }

        var gone = _files.Keys.Except(paths).ToArray();
        Array.ForEach(gone, file => _files.Remove(file));
        return paths.Aggregate(gone.Length > 0, (changed, file) => Look(file) | changed);
    }

    private List<string>? Paths()
    {
        try
        {
            return File.Exists(path) ? [path]
                : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Where(SheetFile.IsKnown)]
                : null;
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All of it is away, as when a share is not mounted: nothing is forgotten.</summary>
    private bool Missing()
    {
        var known = _files.GetValueOrDefault(path, WatchedFile.Unread);
        if (known.Faults is [{ Code: "missing" }])
        {
            return false;
        }

        _files[path] = known with { Stamp = default, Faults = [new(Path.GetFileName(path), null, "missing")] };
        return true;
    }

    private bool Look(string file)
    {
        var stamp = FileStamp.Of(file);
        var known = _files.GetValueOrDefault(file);
        if (known is not null && (known.Stamp == stamp || IsBeingWritten(stamp)))
        {
            return false;
        }

        known ??= WatchedFile.Unread;
        try
        {
            var readings = SheetReadings.Of(SheetFile.Read(file));
            if (FileStamp.Of(file) != stamp)
            {
                // It moved under us: what was read may be half of it.
                return false;
            }

            // A file without one good row says nothing, which is not the same as saying that there is nothing.
            _files[file] = readings is { Rows.Count: 0, Faults.Count: > 0 }
                ? known with { Stamp = stamp, Faults = readings.Faults }
                : new(stamp, stamp.WrittenAt, readings.Rows, readings.Faults);
        }
        catch (SheetException broken)
        {
            _files[file] = known with { Stamp = stamp, Faults = [new(Path.GetFileName(file), broken.Row, broken.Code)] };
        }
        catch (Exception locked) when (locked is IOException or UnauthorizedAccessException)
        {
            if (known.Faults is [{ Code: "locked" }])
            {
                return false;
            }

            _files[file] = known with { Stamp = default, Faults = [new(Path.GetFileName(file), null, "locked", locked.Message)] };
        }

        return true;
    }

    /// <summary>A program that saves in place may be in the middle of it.</summary>
    private bool IsBeingWritten(FileStamp stamp) => time.GetUtcNow().UtcDateTime - stamp.WrittenAt is { Ticks: >= 0, TotalSeconds: < 1 };
}
