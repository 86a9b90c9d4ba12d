using System.Diagnostics;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Screens;

/// <summary>The board as <c>dotnet publish -c Release</c> makes it: static files compressed and fingerprinted. Made once a run.</summary>
internal static class Published
{
    private static readonly Lazy<Task> Made = new(PublishAsync);

    /// <summary>The folder it is in.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "board");

    /// <summary>The folder, with the board in it.</summary>
    public static async Task<string> FolderAsync()
    {
        await Made.Value;
        return Folder;
    }

    private static async Task PublishAsync()
    {
        Console.Error.WriteLine("Publishing the board");
        var start = new ProcessStartInfo("dotnet", ["publish", "src/SteeringBoard", "-c", "Release", "-o", Folder, "-nologo", "-v", "q", "-m:1"])
        {
            WorkingDirectory = Repository.Root,
            // No build server outlives the run.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
        };
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}.");
        }
    }
}
