using System.Net;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>PostgreSQL goes away under a board that serves, and comes back.</summary>
public sealed class RecordOutageTests
{
    /// <summary>Longer than whatever asks the record in the background waits between two looks.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_node_lives_on_while_PostgreSQL_is_away_and_takes_readings_once_it_is_back()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var board = await BoardProcess.StartAsync(
            new Dictionary<string, string>(RealBoard.Settings) { ["ConnectionStrings:Record"] = await postgres.CreateDatabaseAsync() });
        await board.ReadyAsync();
        using var province = board.CreateClient(RealBoard.Province);
        await using var viewer = await HubClient.ConnectAsync(board.Address, RealBoard.Reader);
        await viewer.WatchBoardAsync(Calls.GoLive);
        var before = await province.PushAsync(Calls.Procedures("79", TimeProvider.System.GetUtcNow(), 1));

        postgres.Kill();
        await Task.Delay(Away, TestContext.Current.CancellationToken);

        Assert.False(board.Process.HasExited, board.Process.Output);
        Assert.Equal(HttpStatusCode.OK, (await province.AskAsync("healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await province.AskAsync("readyz")).StatusCode);
        await postgres.RestartAsync();
        await board.ReadyAsync();
        await Eventually.PassesAsync(async () =>
        {
            var after = await province.PushAsync(Calls.Procedures("79", TimeProvider.System.GetUtcNow(), 2));
            Assert.True(after.Sequence > before.Sequence, $"{after.Sequence} after {before.Sequence}");
        });
        Assert.False(board.Process.HasExited, board.Process.Output);
    }
}
