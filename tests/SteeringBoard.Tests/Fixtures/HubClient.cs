using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>A viewer of the board: calls the hub, and keeps what it is sent in the order it came.</summary>
public sealed class HubClient : IBoardClient, IAsyncDisposable
{
    private readonly Channel<BoardFrame> _boards = Channel.CreateUnbounded<BoardFrame>();
    private readonly Channel<FigureFrame> _figures = Channel.CreateUnbounded<FigureFrame>();
    private readonly WebSocketConnectionFactory _sockets;
    private readonly HubConnection _hub;

    private HubClient(Uri board, string? key, CookieContainer? cookies)
    {
        _sockets = new WebSocketConnectionFactory(cookies: cookies);
        var address = new UriBuilder(new Uri(board, "hubs/board")) { Scheme = "ws" };
        if (key is not null)
        {
            address.Query = "access_token=" + Uri.EscapeDataString(key);
        }

        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(_sockets);
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(address.Uri));
        builder.Services.AddSingleton<IHubProtocol, JsonHubProtocol>();
        builder.Services.Configure<JsonHubProtocolOptions>(options => WireJson.Apply(options.PayloadSerializerOptions));
        _hub = builder.Build();
        _hub.On<BoardFrame>(nameof(IBoardClient.BoardChanged), BoardChanged);
        _hub.On<FigureFrame>(nameof(IBoardClient.FigureChanged), FigureChanged);
    }

    /// <summary>Frames of every board watched.</summary>
    public ChannelReader<BoardFrame> Boards => _boards.Reader;

    /// <summary>New states of every figure watched.</summary>
    public ChannelReader<FigureFrame> Figures => _figures.Reader;

    public HubConnectionState State => _hub.State;

    /// <summary>Connects to <c>/hubs/board</c> of a board, with an API key or a browser's cookies where they are given.</summary>
    public static async Task<HubClient> ConnectAsync(Uri board, string? key = null, CookieContainer? cookies = null)
    {
        var client = new HubClient(board, key, cookies);
        await client.ReconnectAsync();
        return client;
    }

    public Task<WatchedBoard> WatchBoardAsync(string programme) => _hub.InvokeAsync<WatchedBoard>("WatchBoard", programme);

    public Task<WatchedBoard> WatchBodiesAsync(string programme, string under) =>
        _hub.InvokeAsync<WatchedBoard>("WatchBodies", programme, under);

    public Task UnwatchBoardAsync(string programme) => _hub.InvokeAsync("UnwatchBoard", programme);

    public Task<FigureFrame> WatchFigureAsync(string figure, IReadOnlyDictionary<string, string> args, string culture) =>
        _hub.InvokeAsync<FigureFrame>("WatchFigure", figure, args, culture);

    public Task UnwatchFigureAsync(string key) => _hub.InvokeAsync("UnwatchFigure", key);

    /// <summary>Cuts the line as a lost network does, and waits until the client has noticed.</summary>
    public async Task CutAsync()
    {
        _sockets.Newest?.Abort();
        await Eventually.HoldsAsync(() => State == HubConnectionState.Disconnected, "the cut to be noticed");
    }

    /// <summary>Connects again after <see cref="CutAsync"/>; what was watched must be watched again.</summary>
    public Task ReconnectAsync() => _hub.StartAsync();

    public Task BoardChanged(BoardFrame frame) => _boards.Writer.WriteAsync(frame).AsTask();

    public Task FigureChanged(FigureFrame frame) => _figures.Writer.WriteAsync(frame).AsTask();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
