using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Inspections;

/// <summary>Opens findings as contradictions come to stand two programme hours: the board says when, this writes it down.</summary>
internal sealed partial class FindingKeeping(Boards boards, FindingBook book, TimeProvider time, ILogger<FindingKeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(Board Board, CellKey Key), byte> _waiting = new();

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
            catch (Exception error) when (error is DbException or DbUpdateException)
            {
                Log.NotOpened(logger, error, keys.Count, Reference.New());
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} findings could not be opened; tried again (reference {Reference})")]
        public static partial void NotOpened(ILogger logger, Exception error, int count, string reference);
    }
}
