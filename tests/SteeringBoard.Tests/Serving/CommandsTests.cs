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
    public async Task The_seed_is_whole_and_checking_it_writes_nothing()
    {
        var said = await Executable.DoneAsync(_folder["data"], "seed", "--check");

        Assert.Contains("2 programmes", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    public void Dispose() => _folder.Dispose();
}
