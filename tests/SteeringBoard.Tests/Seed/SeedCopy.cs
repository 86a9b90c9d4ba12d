using SteeringBoard.Seed;

namespace SteeringBoard.Tests.Seed;

/// <summary>A copy of the real seed folder that a test may break.</summary>
internal sealed class SeedCopy : IDisposable
{
    public SeedCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Real, "*.csv", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(Real, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The seed folder that comes with the board.</summary>
    public static string Real { get; } = Path.Combine(AppContext.BaseDirectory, "seed-data");

    public string Folder { get; } = Directory.CreateTempSubdirectory("seed-").FullName;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public SeedOutcome<SeedData> Read() => SeedFolder.Read(Folder);

    /// <summary>Puts a text in place of another in a row and says which row that was.</summary>
    public int Replace(string file, string rowBegins, string old, string with)
    {
        var lines = File.ReadAllLines(PathOf(file));
        var place = Array.FindIndex(lines, line => line.StartsWith(rowBegins, StringComparison.Ordinal));
        Assert.True(place >= 0 && lines[place].Contains(old, StringComparison.Ordinal), $"{file}: no '{old}' in a row that begins with '{rowBegins}'");
        lines[place] = lines[place].Replace(old, with, StringComparison.Ordinal);
        File.WriteAllLines(PathOf(file), lines);
        return place + 1;
    }

    /// <summary>Adds a row at the end and says which row it is.</summary>
    public int Add(string file, string row)
    {
        File.AppendAllText(PathOf(file), row + "\n");
        return File.ReadAllLines(PathOf(file)).Length;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
