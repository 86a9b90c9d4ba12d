using System.Globalization;
using StackExchange.Redis;

namespace SteeringBoard.Live.Redis;

/// <summary>
/// The cache in Redis. A hash per programme holds the newest cells by field and, in the field <c>sequence</c>, what they are of; another
/// holds the whole board. Cells are first laid aside under a name of their own and then taken in one step, so that no reader sees half.
/// </summary>
public sealed class RedisNewestCache(RedisConnection redis) : INewestCache
{
    private const string SequenceField = "sequence";
    private const string BoardField = "board";
    private const int CellsACall = 500;
    private static readonly TimeSpan AsideFor = TimeSpan.FromMinutes(1);

    /// <summary>Takes what is laid aside (2) into the newest (1) unless that is later or has a hole before it; answers the sequence then there.</summary>
    private const string Take =
        """
        local held = tonumber(redis.call('HGET', KEYS[1], 'sequence') or '-1')
        local after, sequence = tonumber(ARGV[1]), tonumber(ARGV[2])
        if held <= sequence and held >= (after or held) then
          if not after then
            redis.call('DEL', KEYS[1])
          end
          local cells = redis.call('HGETALL', KEYS[2])
          for first = 1, #cells, 2000 do
            redis.call('HSET', KEYS[1], unpack(cells, first, math.min(first + 1999, #cells)))
          end
          redis.call('HSET', KEYS[1], 'sequence', ARGV[2])
          held = sequence
        end
        redis.call('DEL', KEYS[2])
        return held
        """;

    private const string TakeBoard =
        """
        if tonumber(redis.call('HGET', KEYS[1], 'sequence') or '-1') <= tonumber(ARGV[1]) then
          redis.call('HSET', KEYS[1], 'sequence', ARGV[1], 'board', ARGV[2])
        end
        return 1
        """;

    public CacheHealth Health => redis.Health;

    public async Task<long> SaveAsync(
        string programme, long? after, long sequence, IReadOnlyDictionary<string, byte[]> cells, CancellationToken cancellation)
    {
        var aside = (RedisKey)$"steeringboard:{programme}:aside:{Guid.NewGuid():N}";
        foreach (var some in cells.Chunk(CellsACall))
        {
            var entries = Array.ConvertAll(some, cell => new HashEntry(cell.Key, cell.Value));
            await redis.CallAsync(
                database =>
                {
                    var put = database.HashSetAsync(aside, entries);
                    return Task.WhenAll(put, database.KeyExpireAsync(aside, AsideFor));
                },
                cancellation);
        }
        return (long)await EvaluateAsync(
            Take, [CellsKey(programme), aside], [after is { } since ? since : RedisValue.EmptyString, sequence], cancellation);
    }

    public Task SaveBoardAsync(string programme, long sequence, byte[] board, CancellationToken cancellation) =>
        EvaluateAsync(TakeBoard, [BoardKey(programme)], [sequence, board], cancellation);

    public async Task<byte[]?> LoadBoardAsync(string programme, CancellationToken cancellation)
    {
        try
        {
            return await redis.CallAsync(database => database.HashGetAsync(BoardKey(programme), BoardField), cancellation);
        }
        catch (CacheOutOfReachException)
        {
            return null;
        }
    }

    public async Task<(long Sequence, IReadOnlyDictionary<string, byte[]> Cells)?> LoadAsync(string programme, CancellationToken cancellation)
    {
        try
        {
            var entries = await redis.CallAsync(database => database.HashGetAllAsync(CellsKey(programme)), cancellation);
            var fields = entries.ToDictionary(entry => entry.Name.ToString(), entry => (byte[])entry.Value!, StringComparer.Ordinal);
            return fields.Remove(SequenceField, out var sequence) ? (long.Parse(sequence, CultureInfo.InvariantCulture), fields) : null;
        }
        catch (CacheOutOfReachException)
        {
            return null;
        }
    }

    public Task ForgetAsync(string programme, CancellationToken cancellation) =>
        redis.CallAsync(database => database.KeyDeleteAsync([CellsKey(programme), BoardKey(programme)]), cancellation);

    // A restarted Redis has forgotten all scripts, so the text goes along each time.
    private Task<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellation) =>
        redis.CallAsync(database => database.ScriptEvaluateAsync(script, keys, values, CommandFlags.NoScriptCache), cancellation);

    private static RedisKey CellsKey(string programme) => $"steeringboard:{programme}:cells";

    private static RedisKey BoardKey(string programme) => $"steeringboard:{programme}:board";
}
