namespace SteeringBoard.Tests.Fixtures;

/// <summary>Where the sources and the built executables stand, seen from a test's own output folder.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The real table of commune-level units, in a folder <c>shared</c> beside any folder above the sources; none where there is none.</summary>
    public static string? RealCommunes { get; } = Above(Root).Select(folder => Path.Combine(folder, "shared", "testdata", "communes.csv")).FirstOrDefault(File.Exists);

    /// <summary>The built executable of a project under <c>src/</c>, in the configuration the tests were built in.</summary>
    public static string Executable(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(Root, "src", project, "bin", output.Parent!.Name, output.Name, project);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{project} is not built here; build the solution first.", file);
    }

    private static string FindRoot() =>
        Above(AppContext.BaseDirectory).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "SteeringBoard.sln")))
        ?? throw new DirectoryNotFoundException($"No SteeringBoard.sln above {AppContext.BaseDirectory}.");

    private static IEnumerable<string> Above(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
