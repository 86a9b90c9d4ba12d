using System.Collections.Concurrent;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Inspections;

/// <summary>
/// Opens findings as contradictions come to stand two programme hours: the board says when, this writes it down. Where several nodes may
/// share the record it takes in once a second what the others wrote.
/// </summary>
internal sealed partial class FindingKeeping(Boards boards, FindingBook book, RecordOptions options, TimeProvider time, ILogger<FindingKeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(Board Board, CellKey Key), byte> _waiting = new();
    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var following = boards.All.Select(board => board.Follow(step => Note(board, step.After, step.Touched))).ToList();
        foreach (var board in boards.All)
        {
            var all = Enumerable.Range(0, board.Current.Rows.Length).Where(body => board.Current.Rows[body] is not null);
            Note(board, board.Current, all.SelectMany(body => board.Current.CellsOf(body).Select(pair => pair.Key)));
        }
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await FollowAsync(stoppingToken);
                await OpenAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // What was not written down is seen again at the next start.
        }
        finally
        {
            following.ForEach(follower => follower.Dispose());
        }
    }

    private void Note(Board board, BoardSnapshot after, IEnumerable<CellKey> touched)
    {
        foreach (var key in touched)
        {
            if (after[key].Verdict.Finding)
            {
                _waiting.TryAdd((board, key), 0);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        if (!options.IsPostgres)
        {
            return;
        }
        try
        {
            await book.FollowAsync(cancellation);
            _failing = false;
        }
        catch (Exception error) when (Outage.Is(error))
        {
            if (!_failing)
            {
                Log.NotFollowed(logger, error, Reference.New());
            }
            _failing = true;
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var group in _waiting.Keys.ToList().GroupBy(waiting => waiting.Board))
        {
            var keys = group.Select(waiting => waiting.Key).ToList();
            try
            {
                await book.OpenAsync(group.Key, keys, cancellation);
                keys.ForEach(key => _waiting.TryRemove((group.Key, key), out _));
            }
            catch (Exception error) when (Outage.Is(error))
            {
                Log.NotOpened(logger, error, keys.Count, Reference.New());
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What other nodes wrote of findings could not be taken in; tried again each second (reference {Reference})")]
        public static partial void NotFollowed(ILogger logger, Exception error, string reference);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} findings could not be opened; tried again (reference {Reference})")]
        public static partial void NotOpened(ILogger logger, Exception error, int count, string reference);
    }
}
