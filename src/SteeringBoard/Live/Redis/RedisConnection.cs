using System.Net.Sockets;
using StackExchange.Redis;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Live.Redis;

/// <summary>
/// The one way to Redis. Every call has a time limit of its own, since the client's asynchronous calls have none; after a failure calls
/// fail at once until a probe is answered. The probe also puts a fresh connection in place of one that stays dumb.
/// </summary>
public sealed partial class RedisConnection : IAsyncDisposable
{
    /// <summary>The longest a call takes, in real time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);
    private const int SilentProbes = 3;

    private readonly ConfigurationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisConnection> _logger;
    private readonly Lock _gate = new();
    private readonly Bell _doubt = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _probing;
    private (string Channel, Action Heard)[] _listeners = [];
    private Task<ConnectionMultiplexer> _connected;
    private CacheHealth _health;
    private string? _refusal;
    private volatile bool _broken;

    /// <summary>Connects in the background; nothing waits for it but calls.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public RedisConnection(string connectionString, TimeProvider time, ILogger<RedisConnection> logger)
    {
        _options = Options(connectionString);
        (_time, _logger) = (time, logger);
        _health = new CacheHealth("redis", false, null, time.GetUtcNow(), null);
        _connected = Task.Run(ConnectAsync);
        _probing = Task.Run(ProbeAsync);
    }

    public CacheHealth Health => Volatile.Read(ref _health);

    /// <summary>Reads a connection string; what it sets wins over our defaults, but a start never waits for Redis.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static ConfigurationOptions Options(string connectionString) =>
        ConfigurationOptions.Parse($"name=steeringboard,connectTimeout=2000,keepAlive=10,{connectionString},abortConnect=false");

    /// <summary>Calls Redis within the limit.</summary>
    /// <exception cref="CacheOutOfReachException">It did not answer in time, is known not to, or refused.</exception>
    public async Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellation)
    {
        if (_broken)
        {
            throw new CacheOutOfReachException(Health.LastError!);
        }
        try
        {
            var connection = await Connected.WaitAsync(Limit, _time, cancellation);
            var answer = await call(connection.GetDatabase()).WaitAsync(Limit, _time, cancellation);
            Answered(null);
            return answer;
        }
        catch (RedisServerException error)
        {
            throw new CacheOutOfReachException(Refused(error), error);
        }
        catch (Exception error) when (IsOutage(error) && (error is not OperationCanceledException || !cancellation.IsCancellationRequested))
        {
            throw new CacheOutOfReachException(Broke(error), error);
        }
    }

    /// <inheritdoc cref="CallAsync{T}"/>
    public Task CallAsync(Func<IDatabase, Task> call, CancellationToken cancellation) =>
        CallAsync(
            async database =>
            {
                await call(database);
                return true;
            },
            cancellation);

    /// <summary>Calls back on each message of a channel, over all reconnections. Some may be missed; the callback only takes note.</summary>
    public void Subscribe(string channel, Action heard)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, (channel, heard)];
            _ = SubscribeAsync(_connected, channel, heard);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _probing;
        _stopping.Dispose();
        Close(Connected);
    }

    private Task<ConnectionMultiplexer> Connected => Volatile.Read(ref _connected);

    private Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync(_options);

    private async Task ProbeAsync()
    {
        var silent = 0;
        try
        {
            while (true)
            {
                try
                {
                    var connection = await Connected.WaitAsync(Limit, _time, _stopping.Token);
                    var asked = _time.GetTimestamp();
                    await connection.GetDatabase().PingAsync().WaitAsync(Limit, _time, _stopping.Token);
                    _broken = false;
                    silent = 0;
                    Answered(_time.GetElapsedTime(asked));
                }
                catch (Exception error) when (error is not OperationCanceledException || !_stopping.IsCancellationRequested)
                {
                    if (_stopping.IsCancellationRequested)
                    {
                        return;
                    }
                    Broke(error);
                    if (++silent % SilentProbes == 0)
                    {
                        Replace();
                    }
                }
                await _doubt.WaitAsync(ProbeEvery, _time, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private void Replace()
    {
        lock (_gate)
        {
            Close(_connected);
            _connected = Task.Run(ConnectAsync);
            foreach (var (channel, heard) in _listeners)
            {
                _ = SubscribeAsync(_connected, channel, heard);
            }
        }
    }

    private static async Task SubscribeAsync(Task<ConnectionMultiplexer> connected, string channel, Action heard)
    {
        try
        {
            var subscriber = (await connected).GetSubscriber();
            await subscriber.SubscribeAsync(new RedisChannel(channel, RedisChannel.PatternMode.Literal), (_, _) => heard());
        }
        catch (Exception error) when (IsOutage(error))
        {
            // The client subscribes again when it is connected.
        }
    }

    /// <summary>Lets go of a connection without waiting for it: a dumb one takes long to close.</summary>
    private static void Close(Task<ConnectionMultiplexer> connected) => _ = connected.ContinueWith(
        done =>
        {
            if (done.IsCompletedSuccessfully)
            {
                done.Result.Close(allowCommandsToComplete: false);
                done.Result.Dispose();
            }
        },
        CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static bool IsOutage(Exception error) =>
        error is TimeoutException or RedisException or SocketException or ObjectDisposedException or OperationCanceledException;

    private void Answered(TimeSpan? roundTrip)
    {
        var was = Health;
        if (was.Reachable && roundTrip is null)
        {
            return;
        }
        lock (_gate)
        {
            if (_broken)
            {
                return;
            }
            was = _health;
            if (!was.Reachable)
            {
                Log.Answers(_logger);
            }
            _health = was with
            {
                Reachable = true,
                RoundTrip = roundTrip ?? was.RoundTrip,
                Since = was.Reachable ? was.Since : _time.GetUtcNow(),
            };
        }
    }

    private string Broke(Exception error)
    {
        lock (_gate)
        {
            if (!_broken)
            {
                var reference = Reference.New();
                Log.OutOfReach(_logger, error, reference);
                _health = _health with
                {
                    Reachable = false,
                    Since = _health.Reachable ? _time.GetUtcNow() : _health.Since,
                    LastError = $"{(error is TimeoutException ? "no-answer" : "no-connection")} ({reference})",
                };
                _broken = true;
                _doubt.Ring();
            }
            return _health.LastError!;
        }
    }

    /// <summary>It answers, but will not do it: out of memory, read-only, no rights.</summary>
    private string Refused(RedisServerException error)
    {
        lock (_gate)
        {
            if (_refusal != error.Message)
            {
                var reference = Reference.New();
                Log.Refused(_logger, error, reference);
                _refusal = error.Message;
                _health = _health with { LastError = $"refused ({reference})" };
            }
            return _health.LastError!;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Redis answers")]
        public static partial void Answers(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; the board goes on from the record (reference {Reference})")]
        public static partial void OutOfReach(ILogger logger, Exception error, string reference);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Redis refused a call (reference {Reference})")]
        public static partial void Refused(ILogger logger, Exception error, string reference);
    }
}
