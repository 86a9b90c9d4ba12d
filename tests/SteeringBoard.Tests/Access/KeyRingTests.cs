using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.People;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access;

/// <summary>Keys are made while the ring reads them, and while others make them, over a real record.</summary>
public sealed class KeyRingTests(Servers servers)
{
    private static readonly Actor Administrator = new("Người quản trị", ActorRole.Administrator, null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_just_made_is_good_at_once_though_an_older_reading_ends_later()
    {
        await using var board = await TestBoard.StartAsync();
        using var slow = new SlowRecord(board.Record);
        using var ring = RingOf(slow, board);
        using var desk = DeskOf(board, ring);

        var older = ring.RefreshAsync(Cancellation);
        await slow.ReachedAsync();
        var making = desk.MakeAsync(Wish("moi"), Administrator, Cancellation);
        await Eventually.HoldsAsync(async () => await CountAsync(board) == 1, "the key is on the record");
        await Task.WhenAny(making, Task.Delay(500, Cancellation));
        slow.GoOn();
        await older;
        var (key, _) = await making;

        var found = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => ring.Find(key!))));
        Assert.All(found, caller => Assert.Equal("moi", caller?.Key()));
        Assert.True(ring.Knows(found[0]!));
        await ring.RefreshAsync(Cancellation);
        await using var db = board.Record.Open();
        Assert.Equal(board.Time.GetUtcNow(), (await db.Set<KeyRow>().SingleAsync(Cancellation)).UsedAt);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_two_who_make_a_key_of_one_name_at_once_one_is_told_that_it_is_taken(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        // As on two nodes.
        using var ring = RingOf(board.Record, board);
        using var one = DeskOf(board, ring);
        using var other = DeskOf(board, ring);

        var answers = await Task.WhenAll(new[] { one, other, one, other }.Select(desk => Task.Run(() => desk.MakeAsync(Wish("moi"), Administrator, Cancellation))));

        var (key, _) = Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Equal(3, answers.Count(answer => answer.Refusal?.Code == "key-name-taken"));
        Assert.NotNull(ring.Find(key!));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_two_who_replace_a_key_at_once_one_is_told_that_it_is_over(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        using var ring = RingOf(board.Record, board);
        using var one = DeskOf(board, ring);
        using var other = DeskOf(board, ring);
        await one.MakeAsync(Wish("moi"), Administrator, Cancellation);
        await using var db = board.Record.Open();
        var id = (await db.Set<KeyRow>().SingleAsync(Cancellation)).Id;

        var answers = await Task.WhenAll(new[] { one, other }.Select(desk => Task.Run(() => desk.ReplaceAsync(id, TimeSpan.FromDays(1), Administrator, Cancellation))));

        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Single(answers, answer => answer.Refusal?.Code == "key-over");
        Assert.Equal(2, await CountAsync(board));
    }

    private static KeyWish Wish(string name) => new(name, "79", true, "claimed", 30);

    private static KeyRing RingOf(IRecord record, TestBoard board) =>
        new(new AccessOptions(), _ => true, record, new RecordOptions("", null), board.Time, NullLogger<KeyRing>.Instance);

    private static KeyDesk DeskOf(TestBoard board, KeyRing ring) =>
        new(board.Record, new AccessOptions(), new KnownBodies(() => board.Catalog.Bodies), ring, board.Time, NullLogger<KeyDesk>.Instance);

    private static async Task<int> CountAsync(TestBoard board)
    {
        await using var db = board.Record.Open();
        return await db.Set<KeyRow>().CountAsync(Cancellation);
    }

    /// <summary>The same record, whose first reading of keys is held up once it has its rows.</summary>
    private sealed class SlowRecord(IRecord record) : DbCommandInterceptor, IRecord, IDisposable
    {
        private readonly SemaphoreSlim _reached = new(0);
        private readonly SemaphoreSlim _goOn = new(0);
        private int _held;

        public BoardDb Open()
        {
            using var db = record.Open();
            return new SqliteBoardDb(new DbContextOptionsBuilder<SqliteBoardDb>().UseSqlite(db.Database.GetConnectionString()).AddInterceptors(this).Options);
        }

        public Task ReachedAsync() => _reached.WaitAsync(Cancellation);

        public void GoOn() => _goOn.Release();

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Exchange(ref _held, 1) == 0)
            {
                _reached.Release();
                await _goOn.WaitAsync(cancellationToken);
            }
            return result;
        }

        public void Dispose()
        {
            _reached.Dispose();
            _goOn.Dispose();
        }
    }
}
