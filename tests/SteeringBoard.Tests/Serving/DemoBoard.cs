using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Serving;

[assembly: AssemblyFixture(typeof(DemoBoard))]

namespace SteeringBoard.Tests.Serving;

/// <summary>
/// One board in the demo for all tests that leave it as it is, or push for a body of their own; started when the first asks.
/// Its clock runs at the pace of the wall's, and nobody claims anything but the tests.
/// </summary>
public sealed class DemoBoard : IAsyncLifetime
{
    private readonly Lazy<Task<BoardProcess>> _board = new(() => BoardProcess.StartAsync(new Dictionary<string, string>
    {
        ["Demo:Enabled"] = "true",
        ["Demo:Claims"] = "false",
        ["Demo:Speed"] = "1",
        // All the tests ask from one address; how much anybody may is tried in HardeningTests.
        ["Access:Limits:DemoKey"] = "10000",
        ["Access:Limits:Person"] = "10000",
    }));

    public Task<BoardProcess> StartedAsync() => _board.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_board.IsValueCreated)
        {
            await (await _board.Value).DisposeAsync();
        }
    }
}
