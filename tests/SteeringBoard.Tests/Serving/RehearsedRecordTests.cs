using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody starts a board with the demo off on a record that a rehearsal left.</summary>
public sealed class RehearsedRecordTests
{
    [Fact]
    public async Task A_record_of_a_rehearsal_is_not_opened_in_earnest_and_the_way_out_is_told()
    {
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string> { ["Demo:Claims"] = "false" });
        await board.ReadyAsync();
        board.Kill();
        await board.Process.ExitAsync();

        var said = await Executable.RefusedAsync(board.DataDirectory, ["serve"], [], "Demo:Enabled=true");

        Assert.Contains("go-live-2025", said, StringComparison.Ordinal);
        Assert.Contains("Data:Directory", said, StringComparison.Ordinal);
        // As the demo it goes on.
        await board.RestartAsync();
        await board.ReadyAsync();
    }
}
