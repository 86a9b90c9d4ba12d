using System.Net;
using System.Net.Sockets;
using SteeringBoard.Access;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody starts the board, and it cannot: one message that names what is wrong, and an exit code. The record is made once for all.</summary>
public sealed class StartTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly string Hash = ApiKey.Hash("a key of somebody");

    [Theory]
    [InlineData("Access:Keys:0:Name", "sb_demo_reader", "Access:Keys:0:Name")]
    [InlineData("Collection:Gateways:0:Token", "sb_demo_79", "Collection:Gateways:0:Token")]
    public Task A_production_start_with_a_demo_credential_is_refused(string key, string value, string named) => RefusedAsync(named, (key, value));

    [Theory]
    [InlineData("sb_demo_79")]
    [InlineData("sb_demo_MOF")]
    [InlineData("sb_demo_79-001")]
    [InlineData("sb_demo_office")]
    public Task A_demo_credential_is_known_by_its_hash_too(string key) => RefusedAsync(
        "Access:Keys:0:Sha256",
        ("Access:Keys:0:Name", "province-79"), ("Access:Keys:0:Sha256", ApiKey.Hash(key)), ("Access:Keys:0:Body", "79"));

    [Theory]
    [InlineData("Demo:Speed", "fast")]
    [InlineData("Demo:Speed", "-1")]
    [InlineData("Demo:Enabled", "perhaps")]
    [InlineData("Demo:Start", "soon")]
    [InlineData("Collection:Interval", "never")]
    [InlineData("Collection:Gateways:0:Body", "79")]
    [InlineData("ConnectionStrings:Record", "nonsense")]
    [InlineData("ConnectionStrings:Redis", "127.0.0.1:6379,connectTimeout=soon")]
    public Task A_wrong_setting_is_named(string key, string value) =>
        RefusedAsync(key.StartsWith("Collection:Gateways", StringComparison.Ordinal) ? "Collection:Gateways:0" : key, (key, value));

    [Theory]
    [InlineData("Sha256", "00ff")]
    [InlineData("Most", "proven")]
    [InlineData("Push", "perhaps")]
    [InlineData("Bdoy", "79")]
    [InlineData("Body", "98")]
    [InlineData("Body", "")]
    public Task A_key_with_a_wrong_field_is_neither_left_out_nor_opened_wide(string field, string value) => RefusedAsync(
        "Access:Keys", ("Access:Keys:1:Name", "somebody"), ("Access:Keys:1:Sha256", Hash), ($"Access:Keys:{(field == "Sha256" ? 0 : 1)}:{field}", value));

    [Theory]
    [InlineData("Name", "somebody")]
    [InlineData("Sha256", "")]
    public Task Two_keys_of_one_name_or_of_one_secret_are_named(string field, string same) => RefusedAsync(
        $"Access:Keys:1:{field} is that of Access:Keys:0",
        ("Access:Keys:0:Name", "somebody"), ("Access:Keys:0:Sha256", Hash),
        ("Access:Keys:1:Name", field == "Name" ? same : "another"),
        ("Access:Keys:1:Sha256", field == "Sha256" ? Hash.ToUpperInvariant() : ApiKey.Hash("another key")));

    [Fact]
    public async Task A_folder_another_board_serves_from_is_told()
    {
        using var other = SoleBoard.Hold(Directory.CreateDirectory(folder["held"]).FullName);

        var said = await RefusedAsync("Data:Directory", ("Data:Directory", folder["held"]));

        Assert.Contains("Another board serves from", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var said = await RefusedAsync(address, ("ASPNETCORE_URLS", address));

        Assert.Contains("Choose another with ASPNETCORE_URLS", said, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_address_that_is_none_is_told() => RefusedAsync("ASPNETCORE_URLS", ("ASPNETCORE_URLS", "nonsense"));

    [Fact]
    public Task A_folder_that_cannot_be_written_is_named()
    {
        // A file in the place of the folder: nobody can write into it, root neither.
        var file = folder["file"];
        File.WriteAllText(file, "");
        return RefusedAsync("Data:Directory", ("Data:Directory", Path.Combine(file, "data")));
    }

    [Fact]
    public Task A_record_that_is_none_is_told()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder["broken"]).FullName, "record.db"), new string('x', 10_000));
        return RefusedAsync("Data:Directory", ("Data:Directory", folder["broken"]));
    }

    [Fact]
    public Task A_database_out_of_reach_is_told() =>
        RefusedAsync("ConnectionStrings:Record", ("ConnectionStrings:Record", $"Host=127.0.0.1;Port={FreePort.Next()};Username=nobody"));

    private Task<string> RefusedAsync(string named, params (string Key, string Value)[] settings) => Executable.RefusedAsync(
        folder["data"], [], settings.ToDictionary(setting => setting.Key, setting => setting.Value), named);
}
