using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SteeringBoard.Contract;

namespace SteeringBoard.Live;

/// <summary>The live hub (contract.md, section 3).</summary>
[Authorize(Policy = "look")]
public sealed class BoardHub(Viewers viewers, BoardBroadcast broadcast, FigureCache figures, IBoardFeed feed) : Hub<IBoardClient>
{
    /// <summary>Watches all bodies above the communes.</summary>
    public WatchedBoard WatchBoard(string programme) => Watch(programme, null);

    /// <summary>Watches a body and all below it.</summary>
    public WatchedBoard WatchBodies(string programme, string under) => Watch(programme, under);

    public void UnwatchBoard(string programme) => broadcast.Unwatch(Context.ConnectionId, programme);

    /// <summary>Watches a figure; an unknown figure, argument or language is an error that names it.</summary>
    public async Task<FigureFrame> WatchFigure(string figure, Dictionary<string, string> args, string culture)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            var programme = args.GetValueOrDefault("programme") ?? "";
            return MaySee(figures.ReachOf(figure), programme, args.GetValueOrDefault("body"))
                ? await figures.WatchAsync(Self(), figure, args, culture, Context.ConnectionAborted)
                : throw new FigureException($"programme: {programme}");
        }
        catch (FigureException unknown)
        {
            throw new HubException(unknown.Message, unknown);
        }
    }

    public void UnwatchFigure(string key) => figures.Unwatch(Context.ConnectionId, key);

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        broadcast.Leave(Context.ConnectionId);
        figures.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Who may see a figure sees the same as all others who may: it is drawn once for them.</summary>
    private bool MaySee(FigureReach reach, string programme, string? body) =>
        reach is FigureReach.Sums ? feed.SeesSums(programme, Context.User!)
        : (feed.TryScope(programme, null, Context.User!, out var scope) && scope is null)
            || (reach is FigureReach.Body && body is not null && feed.TryScope(programme, body, Context.User!, out _));

    private WatchedBoard Watch(string programme, string? under) =>
        feed.TryScope(programme, under, Context.User!, out var scope)
            ? new WatchedBoard(Joined(broadcast.Watch(Self(), programme, scope)))
            : throw new HubException(under is null ? $"programme: {programme}" : $"body: {under}");

    /// <summary>A line that ended while it joined is taken off again: who ends it may have been here before.</summary>
    private long Joined(long sequence)
    {
        if (Context.ConnectionAborted.IsCancellationRequested)
        {
            broadcast.Leave(Context.ConnectionId);
        }
        return sequence;
    }

    private Viewer Self() => viewers.Find(Context.ConnectionId) ?? throw new HubException("connection");
}
