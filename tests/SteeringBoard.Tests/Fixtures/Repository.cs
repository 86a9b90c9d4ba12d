namespace SteeringBoard.Tests.Fixtures;

/// <summary>Where the sources and the built executables stand, seen from a test's own output folder.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built executable of a project under <c>src/</c>, in the configuration the tests were built in.</summary>
    public static string Executable(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(Root, "src", project, "bin", output.Parent!.Name, output.Name, project);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{project} is not built here; build the solution first.", file);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SteeringBoard.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No SteeringBoard.sln above {AppContext.BaseDirectory}.");
    }
}
