using Microsoft.Playwright;
using SteeringBoard.Browser.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(DemoBoard))]

namespace SteeringBoard.Browser.Tests.Fixtures;

/// <summary>One demo board for all tests, at 60 times the pace, as a person who starts it for the first time has it.</summary>
public sealed class DemoBoard : IAsyncLifetime
{
    private BoardProcess? _process;

    public Uri Address => _process!.Address;

    /// <summary>A board of one's own, for a test that stops it.</summary>
    public static async Task<BoardProcess> StartAsync()
    {
        var process = await BoardProcess.StartAsync(new Dictionary<string, string> { ["Demo:Speed"] = "60" });
        await process.ReadyAsync(TimeSpan.FromMinutes(2));
        return process;
    }

    public async ValueTask InitializeAsync() => _process = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
