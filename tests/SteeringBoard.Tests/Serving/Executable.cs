using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>The executable as somebody runs it in production until it ends by itself.</summary>
internal static class Executable
{
    /// <summary>Runs it to a good end; gives what it wrote.</summary>
    public static Task<string> DoneAsync(string data, params string[] arguments) => DoneAsync(data, [], arguments);

    /// <summary>Runs it to a good end with settings; gives what it wrote.</summary>
    public static async Task<string> DoneAsync(string data, Dictionary<string, string> settings, params string[] arguments)
    {
        var (code, said) = await RunAsync(data, arguments, settings);
        Assert.True(code == 0, said);
        return said;
    }

    /// <summary>Runs it to an end with an error that names something and is told in words, never by a stack trace; gives what it wrote.</summary>
    public static async Task<string> RefusedAsync(string data, string[] arguments, Dictionary<string, string> settings, string named)
    {
        var (code, said) = await RunAsync(data, arguments, settings);
        Assert.True(code != 0, said);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        return said;
    }

    private static async Task<(int Code, string Said)> RunAsync(string data, string[] arguments, Dictionary<string, string> settings)
    {
        var file = Repository.Executable("SteeringBoard");
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Data__Directory"] = data,
        };
        foreach (var (key, value) in settings)
        {
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        await using var process = ChildProcess.Start(file, arguments, environment, Path.GetDirectoryName(file));
        return (await process.ExitAsync(TimeSpan.FromMinutes(1)), process.Output);
    }
}
