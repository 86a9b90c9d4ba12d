using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Live;
using SteeringBoard.Live.Memory;
using SteeringBoard.Live.Redis;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Live;

/// <summary>What every cache does, whatever it is made of.</summary>
public abstract class NewestCacheContractTests : IAsyncLifetime
{
    private const string Programme = "go-live-2025";

    private protected INewestCache One { get; set; } = null!;

    /// <summary>Another node's way to the same cache.</summary>
    private protected INewestCache Other { get; set; } = null!;

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task An_empty_cache_holds_nothing()
    {
        Assert.Null(await One.LoadAsync(Programme, default));
        Assert.Null(await One.LoadBoardAsync(Programme, default));
    }

    [Fact]
    public async Task Cells_put_by_one_node_are_found_by_another()
    {
        Assert.Equal(7, await One.SaveAsync(Programme, null, 7, Cells(("79/I03", "đà nẵng"), ("01/I03", "b")), default));

        var (sequence, cells) = (await Other.LoadAsync(Programme, default))!.Value;
        Assert.Equal(7, sequence);
        Assert.Equal([("01/I03", "b"), ("79/I03", "đà nẵng")], Told(cells));
    }

    [Fact]
    public async Task What_changed_is_put_over_what_was_there()
    {
        await One.SaveAsync(Programme, null, 7, Cells(("a", "1"), ("b", "1")), default);

        Assert.Equal(9, await Other.SaveAsync(Programme, 7, 9, Cells(("b", "2"), ("c", "2")), default));

        var (sequence, cells) = (await One.LoadAsync(Programme, default))!.Value;
        Assert.Equal(9, sequence);
        Assert.Equal([("a", "1"), ("b", "2"), ("c", "2")], Told(cells));
    }

    [Fact]
    public async Task Cells_of_an_earlier_sequence_change_nothing()
    {
        await One.SaveAsync(Programme, null, 9, Cells(("a", "9")), default);

        Assert.Equal(9, await Other.SaveAsync(Programme, 7, 8, Cells(("a", "8")), default));
        Assert.Equal(9, await Other.SaveAsync(Programme, null, 8, Cells(("a", "8"), ("b", "8")), default));

        var (sequence, cells) = (await One.LoadAsync(Programme, default))!.Value;
        Assert.Equal(9, sequence);
        Assert.Equal([("a", "9")], Told(cells));
    }

    [Fact]
    public async Task Changes_with_a_hole_before_them_are_not_put()
    {
        Assert.Equal(-1, await One.SaveAsync(Programme, 7, 8, Cells(("a", "8")), default));
        Assert.Null(await One.LoadAsync(Programme, default));

        await One.SaveAsync(Programme, null, 7, Cells(("a", "7")), default);
        Assert.Equal(7, await One.SaveAsync(Programme, 8, 9, Cells(("a", "9")), default));
        Assert.Equal(7, (await One.LoadAsync(Programme, default))!.Value.Sequence);
    }

    [Fact]
    public async Task All_cells_stand_in_place_of_what_was_there()
    {
        await One.SaveAsync(Programme, null, 7, Cells(("a", "7"), ("gone", "7")), default);

        Assert.Equal(7, await One.SaveAsync(Programme, null, 7, Cells(("a", "again")), default));

        Assert.Equal([("a", "again")], Told((await One.LoadAsync(Programme, default))!.Value.Cells));
    }

    [Fact]
    public async Task Asking_with_no_cells_tells_the_sequence_held()
    {
        await One.SaveAsync(Programme, null, 7, Cells(("a", "7")), default);

        Assert.Equal(7, await Other.SaveAsync(Programme, 7, 7, Cells(), default));
        Assert.Equal([("a", "7")], Told((await One.LoadAsync(Programme, default))!.Value.Cells));
    }

    [Fact]
    public async Task Thousands_of_cells_are_put_whole()
    {
        var cells = Enumerable.Range(0, 7_001).ToDictionary(place => $"{place:00000}/I03", place => Encoding.UTF8.GetBytes(new string('x', 300) + place));

        Assert.Equal(3, await One.SaveAsync(Programme, null, 3, cells, default));
        Assert.Equal(4, await One.SaveAsync(Programme, 3, 4, cells, default));

        var held = (await Other.LoadAsync(Programme, default))!.Value.Cells;
        Assert.Equal(cells.Count, held.Count);
        Assert.All(cells, cell => Assert.Equal(cell.Value, held[cell.Key]));
    }

    [Fact]
    public async Task Programmes_do_not_meet()
    {
        await One.SaveAsync(Programme, null, 7, Cells(("a", "7")), default);
        await One.SaveBoardAsync(Programme, 7, [1], default);

        Assert.Null(await One.LoadAsync("project-06", default));
        Assert.Null(await One.LoadBoardAsync("project-06", default));
    }

    [Fact]
    public async Task A_board_of_an_earlier_sequence_does_not_stand_in_place_of_a_later_one()
    {
        await One.SaveBoardAsync(Programme, 7, [0, 255, 13, 10], default);
        await Other.SaveBoardAsync(Programme, 6, [6], default);
        Assert.Equal([0, 255, 13, 10], await Other.LoadBoardAsync(Programme, default));

        await Other.SaveBoardAsync(Programme, 7, [7], default);
        Assert.Equal([7], await One.LoadBoardAsync(Programme, default));
    }

    [Fact]
    public async Task A_forgotten_programme_begins_anew()
    {
        await One.SaveAsync(Programme, null, 48_213, Cells(("a", "old")), default);
        await One.SaveBoardAsync(Programme, 48_213, [1], default);

        await Other.ForgetAsync(Programme, default);

        Assert.Null(await One.LoadAsync(Programme, default));
        Assert.Null(await One.LoadBoardAsync(Programme, default));
        Assert.Equal(3, await One.SaveAsync(Programme, null, 3, Cells(("a", "new")), default));
    }

    [Fact]
    public async Task Nodes_that_write_at_once_leave_the_newest()
    {
        await One.SaveAsync(Programme, null, 0, Cells(), default);
        // Both follow the same board, each putting what changed since it last put, as nodes do.
        async Task WriteAsync(INewestCache node, int step)
        {
            for (long put = 0, next = step; put < 300; (put, next) = (next, Math.Min(300, next + step)))
            {
                var cells = Enumerable.Range((int)put + 1, (int)(next - put)).ToDictionary(sequence => $"cell {sequence % 50}", Value);
                await node.SaveAsync(Programme, put, next, cells, default);
            }
        }

        await Task.WhenAll(WriteAsync(One, 1), WriteAsync(Other, 3)).WaitAsync(Eventually.Patience);

        var (held, found) = (await One.LoadAsync(Programme, default))!.Value;
        Assert.Equal(300, held);
        Assert.All(Enumerable.Range(251, 50), sequence => Assert.Equal(Value(sequence), found[$"cell {sequence % 50}"]));

        static byte[] Value(int sequence) => Encoding.UTF8.GetBytes($"{sequence}");
    }

    [Fact]
    public void Its_health_says_it_is_there() => Assert.True(One.Health is { Reachable: true, LastError: null });

    private static Dictionary<string, byte[]> Cells(params (string Field, string Cell)[] cells) =>
        cells.ToDictionary(cell => cell.Field, cell => Encoding.UTF8.GetBytes(cell.Cell));

    private static IEnumerable<(string, string)> Told(IReadOnlyDictionary<string, byte[]> cells) =>
        cells.Select(cell => (cell.Key, Encoding.UTF8.GetString(cell.Value))).OrderBy(cell => cell.Key, StringComparer.Ordinal);
}

public sealed class MemoryNewestCacheTests : NewestCacheContractTests
{
    public override ValueTask InitializeAsync()
    {
        One = Other = new MemoryNewestCache(TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class RedisNewestCacheTests(Servers servers) : NewestCacheContractTests
{
    private readonly List<RedisConnection> _connections = [];

    public override async ValueTask InitializeAsync()
    {
        var database = (await servers.RedisAsync()).NextDatabase();
        (One, Other) = (new RedisNewestCache(Connect(database)), new RedisNewestCache(Connect(database)));
        await Eventually.HoldsAsync(() => _connections.TrueForAll(connection => connection.Health.Reachable), "both connections to be up");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private RedisConnection Connect(string database)
    {
        var connection = new RedisConnection(database, TimeProvider.System, NullLogger<RedisConnection>.Instance);
        _connections.Add(connection);
        return connection;
    }
}
