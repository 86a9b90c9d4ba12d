using System.Net;
using System.Net.Sockets;
using Npgsql;
using StackExchange.Redis;

namespace SteeringBoard.Tests.Fixtures;

public sealed class ServerTests(Servers servers)
{
    [Fact]
    public async Task Redis_gives_every_asker_a_database_of_its_own()
    {
        var server = await servers.RedisAsync();
        using var one = await ConnectionMultiplexer.ConnectAsync(server.NextDatabase());
        using var other = await ConnectionMultiplexer.ConnectAsync(server.NextDatabase());

        await one.GetDatabase().StringSetAsync("key", "value");

        Assert.Equal("value", await one.GetDatabase().StringGetAsync("key"));
        Assert.True((await other.GetDatabase().StringGetAsync("key")).IsNull);
    }

    [Fact]
    public async Task A_killed_Redis_comes_back_empty_on_the_same_port()
    {
        await using var server = await RedisServer.StartAsync();
        using (var before = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString))
        {
            await before.GetDatabase().StringSetAsync("key", "value");
        }

        server.Kill();
        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, server.Port));
        await server.RestartAsync();

        using var after = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.True((await after.GetDatabase().StringGetAsync("key")).IsNull);
    }

    [Fact]
    public async Task A_paused_Redis_answers_once_it_is_resumed()
    {
        await using var server = await RedisServer.StartAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);

        server.Pause();
        var answer = connection.GetDatabase().PingAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(200)));
        server.Resume();

        await answer.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task PostgreSQL_gives_an_empty_durable_database()
    {
        var server = await servers.PostgresAsync();
        var database = await server.CreateDatabaseAsync();

        Assert.Equal("on", await ScalarAsync(database, "show fsync"));
        Assert.Equal("on", await ScalarAsync(database, "show synchronous_commit"));
        Assert.Equal(0L, await ScalarAsync(database, "select count(*) from pg_tables where schemaname = 'public'"));
    }

    [Fact]
    public async Task A_template_is_prepared_once_and_copied_for_each_test()
    {
        var server = await servers.PostgresAsync();
        var prepared = 0;

        var copies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.CreateDatabaseAsync("prepared", async template =>
        {
            prepared++;
            await ScalarAsync(template, "create table kept as select 7 as value");
        })));
        await ScalarAsync(copies[0], "delete from kept");

        Assert.Equal(1, prepared);
        Assert.Equal(0L, await ScalarAsync(copies[0], "select count(*) from kept"));
        Assert.Equal(7, await ScalarAsync(copies[1], "select value from kept"));
    }

    [Fact]
    public async Task A_killed_PostgreSQL_comes_back_with_what_was_committed()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, "create table kept as select 7 as value");

        server.Kill();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(database, "select value from kept"));
        await server.RestartAsync();

        NpgsqlConnection.ClearAllPools();
        Assert.Equal(7, await ScalarAsync(database, "select value from kept"));
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
