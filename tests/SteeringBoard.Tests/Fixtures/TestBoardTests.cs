using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Fixtures;

public sealed class TestBoardTests(Servers servers)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_acknowledged_is_there_after_a_restart(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync(TestProgramme.Province);

        var answer = await board.SayAsync(source, null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 });
        await board.RestartAsync();

        Assert.Equal(1, answer.Accepted);
        Assert.Equal(answer.Sequence, board.Current.Sequence);
        Assert.Equal(40, board.Cell(TestProgramme.Province, TestProgramme.Configured).Counted?.Value);
    }
}
