using SteeringBoard.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Servers))]

namespace SteeringBoard.Tests.Fixtures;

/// <summary>
/// One Redis and one PostgreSQL for all tests, each started when the first test asks for it: a test class takes this as
/// a constructor parameter. A test that harms a server starts one of its own.
/// </summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly Lazy<Task<RedisServer>> _redis = new(RedisServer.StartAsync);
    private readonly Lazy<Task<PostgresServer>> _postgres = new(() => PostgresServer.StartAsync());

    public Task<RedisServer> RedisAsync() => _redis.Value;

    public Task<PostgresServer> PostgresAsync() => _postgres.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_redis.IsValueCreated)
        {
            await (await _redis.Value).DisposeAsync();
        }

        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }
    }
}
