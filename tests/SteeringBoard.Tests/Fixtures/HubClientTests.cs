using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Fixtures;

public sealed class HubClientTests
{
    private static readonly BoardFrame Frame = new(
        "go-live-2025",
        From: 6,
        Sequence: 7,
        new DateTimeOffset(2025, 6, 24, 9, 15, 0, TimeSpan.FromHours(7)),
        [new CellChange("79", "I03", null, EvidenceLevel.Pulled, 1874, 2112, CellStatus.OnTrack, new Dictionary<string, BoardReading>())]);

    [Fact]
    public async Task Calls_are_answered_and_frames_arrive_typed()
    {
        await using var server = await StartHubAsync();
        await using var client = await HubClient.ConnectAsync(new Uri(server.Urls.First()), "sb_demo_reader");

        var watched = await client.WatchBoardAsync("go-live-2025");
        var frame = await client.Boards.ReadAsync(Deadline());

        Assert.Equal(6, watched.Sequence);
        Assert.Equal(Frame.Sequence, frame.Sequence);
        Assert.Equal(Frame.At, frame.At);
        Assert.Equal(Frame.Changes.Single().Status, frame.Changes.Single().Status);
    }

    [Fact]
    public async Task A_cut_line_is_noticed_and_can_be_taken_up_again()
    {
        await using var server = await StartHubAsync();
        await using var client = await HubClient.ConnectAsync(new Uri(server.Urls.First()));

        await client.CutAsync();
        await client.ReconnectAsync();

        Assert.Equal(HubConnectionState.Connected, client.State);
        Assert.Equal(6, (await client.WatchBoardAsync("go-live-2025")).Sequence);
    }

    private static CancellationToken Deadline() => new CancellationTokenSource(Eventually.Patience).Token;

    private static async Task<WebApplication> StartHubAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddSignalR().AddJsonProtocol(options => WireJson.Apply(options.PayloadSerializerOptions));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapHub<FrameHub>("/hubs/board");
        await app.StartAsync();
        return app;
    }

    public sealed class FrameHub : Hub<IBoardClient>
    {
        public async Task<WatchedBoard> WatchBoard(string programme)
        {
            await Clients.Caller.BoardChanged(Frame with { Programme = programme });
            return new WatchedBoard(Frame.From);
        }
    }
}
