using System.Globalization;
using SteeringBoard.Collection;
using SteeringBoard.Demo;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody asks the executable what it can do, or to look at the seed.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("seed")]
    [InlineData("import", "bodies")]
    public async Task An_unknown_command_is_told_and_points_to_help(params string[] arguments)
    {
        var said = await Executable.RefusedAsync(_folder["data"], arguments, [], string.Join(' ', arguments));

        Assert.Contains("--help", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_lacks_something_is_told_what_it_takes()
    {
        var said = await Executable.RefusedAsync(_folder["data"], ["import", "bodies"], [], "import bodies");

        Assert.Contains("import bodies FILE", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bogus", "bogus")]
    [InlineData("--Demo:Sped=600", "Demo:Sped")]
    [InlineData("--Colection:Interval=00:00:05", "Colection:Interval")]
    [InlineData("loudly", "loudly")]
    public async Task A_setting_there_is_not_is_refused_by_its_name(string argument, string named) =>
        await Executable.RefusedAsync(_folder["data"], ["serve", argument], [], named);

    [Fact]
    public async Task A_misspelled_key_of_the_environment_is_refused_with_those_there_are()
    {
        var said = await Executable.RefusedAsync(_folder["data"], ["serve"], new() { ["ConnectionStrings:Recrod"] = "Host=nowhere" }, "ConnectionStrings:Recrod");

        Assert.Contains("Record, Redis", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_every_command_and_fixed_name()
    {
        var said = await Executable.DoneAsync(_folder["data"], "--help");

        Assert.All(
            [
                "serve", "import bodies", "seed --check", "ASPNETCORE_URLS", "http://127.0.0.1:5080", "Data:Directory", "ConnectionStrings:Record",
                "ConnectionStrings:Redis", "Demo:Enabled", "Demo:Speed", "Demo:Start", "Demo:Claims",
            ],
            word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_tells_every_setting_of_the_demo_and_of_collection_with_its_default()
    {
        var said = await Executable.DoneAsync(_folder["data"], "--help");

        var usual = new CollectionOptions();
        Assert.All(
            typeof(CollectionOptions).GetProperties().Where(option => option.CanWrite),
            option =>
            {
                Assert.Contains($"Collection:{option.Name} ", said, StringComparison.Ordinal);
                var value = Convert.ToString(option.GetValue(usual), CultureInfo.InvariantCulture)!;
                Assert.Contains(value.Contains('.', StringComparison.Ordinal) && value.EndsWith('0') ? value.TrimEnd('0') : value, said, StringComparison.Ordinal);
            });
        Assert.All(typeof(DemoOptions).GetProperties(), option => Assert.Contains($"Demo:{option.Name}", said, StringComparison.Ordinal));
        Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://+:8080", "http://localhost:8080/invitation/")]
    [InlineData("http://*:8080;https://*:8443", "http://localhost:8080/invitation/")]
    [InlineData("http://[::]:8080", "http://localhost:8080/invitation/")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080/invitation/")]
    [InlineData("https://board.example.vn", "https://board.example.vn/invitation/")]
    public async Task An_invitation_has_an_address_that_can_be_opened_wherever_the_board_listens(string urls, string link)
    {
        var said = await Executable.DoneAsync(_folder["data"], new Dictionary<string, string> { ["ASPNETCORE_URLS"] = urls }, "invite", "A", "a@board.vn", "Office");

        Assert.StartsWith(link, said, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_invitation_to_nowhere_is_refused_and_says_what_to_set() => Executable.RefusedAsync(
        _folder["data"], ["invite", "A", "a@board.vn", "Office"], new() { ["ASPNETCORE_URLS"] = "nonsense" }, "Access:Address");

    [Theory]
    [InlineData("audit", "verify")]
    [InlineData("backup", "backup.zip")]
    [InlineData("import", "bodies")]
    [InlineData("invite", "A", "a@board.vn", "Office")]
    public async Task A_database_that_does_not_answer_is_named(params string[] command)
    {
        string[] arguments = command is ["import", ..] ? [.. command, Repository.Executable("SteeringBoard")] : command;

        await Executable.RefusedAsync(
            _folder["data"], arguments, new() { ["ConnectionStrings:Record"] = $"Host=127.0.0.1;Port={FreePort.Next()};Database=x" }, "ConnectionStrings:Record");
    }

    [Fact]
    public async Task It_reads_its_own_settings_in_whatever_folder_it_is_started()
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        Directory.CreateDirectory(_folder["elsewhere"]);
        await using var board = ChildProcess.Start(
            Repository.Executable("SteeringBoard"), ["serve"],
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = address, ["Data__Directory"] = _folder["data"] },
            _folder["elsewhere"]);

        await board.LineAsync(line => line == $"SteeringBoard: {address}", "its address", TimeSpan.FromMinutes(2));

        // Without its settings it tells every statement to the record.
        Assert.DoesNotContain("Executed DbCommand", board.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seed_is_whole_and_checking_it_writes_nothing()
    {
        var said = await Executable.DoneAsync(_folder["data"], "seed", "--check");

        Assert.Contains("2 programmes", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    public void Dispose() => _folder.Dispose();
}
