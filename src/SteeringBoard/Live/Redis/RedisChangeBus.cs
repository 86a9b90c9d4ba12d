using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Live.Redis;

/// <summary>
/// The bus over Redis: a short stream per installation that every node adds to and reads on from where it was, and a message that wakes
/// the others at once. A lost message costs one poll; a lost stream begins again.
/// </summary>
public sealed partial class RedisChangeBus : IChangeBus, IAsyncDisposable
{
    private const string StreamName = "steeringboard:changes";
    private const string Beginning = "0-0";
    private const int EntriesKept = 1000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private const string Add =
        """
        redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'node', ARGV[2], 'programme', ARGV[3], 'sequence', ARGV[4])
        return redis.call('PUBLISH', KEYS[1], '')
        """;

    private readonly RedisConnection _redis;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisChangeBus> _logger;
    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, long> _unsaid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<object, Action<string, long>> _listeners = new();
    private readonly Bell _toSay = new();
    private readonly Bell _toHear = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private string _position = Beginning;

    public RedisChangeBus(RedisConnection redis, TimeProvider time, ILogger<RedisChangeBus> logger)
    {
        (_redis, _time, _logger) = (redis, time, logger);
        redis.Subscribe(StreamName, _toHear.Ring);
        _running = Task.WhenAll(RepeatAsync(_toSay, SayAsync), RepeatAsync(_toHear, HearAsync));
    }

    public void Announce(string programme, long sequence)
    {
        _unsaid.AddOrUpdate(programme, sequence, (_, other) => Math.Max(other, sequence));
        _toSay.Ring();
    }

    public IDisposable Listen(Action<string, long> announced)
    {
        var listener = new Listener(this);
        _listeners[listener] = announced;
        _toHear.Ring();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RepeatAsync(Bell bell, Func<CancellationToken, Task> step)
    {
        try
        {
            while (true)
            {
                await bell.WaitAsync(Poll, _time, _stopping.Token);
                try
                {
                    await step(_stopping.Token);
                }
                catch (CacheOutOfReachException)
                {
                    // Tried again at the next poll.
                }
                catch (Exception error) when (error is not OperationCanceledException || !_stopping.IsCancellationRequested)
                {
                    Log.Failed(_logger, error, Reference.New());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task SayAsync(CancellationToken cancellation)
    {
        foreach (var (programme, sequence) in _unsaid)
        {
            await _redis.CallAsync(
                database => database.ScriptEvaluateAsync(Add, [StreamName], [EntriesKept, _node, programme, sequence], CommandFlags.NoScriptCache),
                cancellation);
            // What was announced meanwhile stays to be said.
            _unsaid.TryRemove(new KeyValuePair<string, long>(programme, sequence));
        }
    }

    private async Task HearAsync(CancellationToken cancellation)
    {
        while (!_listeners.IsEmpty && await ReadAsync(cancellation) is { Count: > 0 } heard)
        {
            foreach (var (programme, sequence) in heard)
            {
                foreach (var announced in _listeners.Values)
                {
                    announced(programme, sequence);
                }
            }
        }
    }

    /// <summary>The newest of each programme that others announced since the last read; none when there was nothing to read.</summary>
    private async Task<Dictionary<string, long>?> ReadAsync(CancellationToken cancellation)
    {
        var streams = await _redis.CallAsync(
            database => database.ExecuteAsync("XREAD", "COUNT", $"{EntriesKept}", "STREAMS", (RedisKey)StreamName, _position), cancellation);
        if (streams.IsNull)
        {
            await BeginAgainIfLostAsync(cancellation);
            return null;
        }
        var newest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (id, fields) in Entries(((RedisResult[])((RedisResult[])streams!)[0]!)[1]))
        {
            _position = id;
            if (fields["node"] != _node)
            {
                var sequence = long.Parse(fields["sequence"], CultureInfo.InvariantCulture);
                newest[fields["programme"]] = Math.Max(sequence, newest.GetValueOrDefault(fields["programme"]));
            }
        }
        return newest;
    }

    /// <summary>A wiped or exchanged Redis may number its entries lower than where we stand, and we would wait for ever.</summary>
    private async Task BeginAgainIfLostAsync(CancellationToken cancellation)
    {
        if (_position == Beginning)
        {
            return;
        }
        var last = await _redis.CallAsync(database => database.ExecuteAsync("XREVRANGE", (RedisKey)StreamName, "+", "-", "COUNT", "1"), cancellation);
        if (Entries(last).Select(entry => entry.Id).FirstOrDefault(Beginning) is var newest && Number(newest).CompareTo(Number(_position)) < 0)
        {
            _position = Beginning;
            _toHear.Ring();
        }
    }

    private static IEnumerable<(string Id, Dictionary<string, string> Fields)> Entries(RedisResult entries) =>
        from entry in (RedisResult[])entries!
        let parts = (RedisResult[])entry!
        let fields = (string[])parts[1]!
        select ((string)parts[0]!, fields.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));

    /// <summary>An entry's number: milliseconds, then a counter within them.</summary>
    private static (ulong, ulong) Number(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return (ulong.Parse(id.AsSpan(0, dash), CultureInfo.InvariantCulture), ulong.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    private sealed class Listener(RedisChangeBus bus) : IDisposable
    {
        public void Dispose() => bus._listeners.TryRemove(this, out _);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The change bus met an error; it goes on (reference {Reference})")]
        public static partial void Failed(ILogger logger, Exception error, string reference);
    }
}
