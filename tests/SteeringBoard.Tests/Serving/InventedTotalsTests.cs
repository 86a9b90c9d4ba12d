using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Totals that no document gives are of the demo: in earnest nothing is counted of them.</summary>
public sealed class InventedTotalsTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    [Fact]
    public async Task In_earnest_no_invented_total_is_in_force_and_every_documented_one_is()
    {
        using var reader = real.Board.CreateClient(RealBoard.Reader);

        var board = await reader.BoardAsync();

        Assert.False(board.Simulated);
        // 2,112 procedures are our own invention; what 001 orders of each unit of Cao Bằng is not.
        Assert.Null(board.Cell("04", "I03").Total);
        Assert.Equal(57, board.Cell("04", "I08").Total);
    }

    [Fact]
    public async Task In_earnest_a_province_is_counted_of_what_it_says_itself()
    {
        using var reader = real.Board.CreateClient(RealBoard.Reader);
        using var province = real.Board.CreateClient(RealBoard.SecondProvince);
        var document = Calls.Procedures("01", TimeProvider.System.GetUtcNow(), 0) with { Readings = [new ReadingEntry { Indicator = "I03", Value = 1900, Total = 1950 }] };

        var taken = await province.PushAsync(document);

        Assert.Empty(taken.Problems);
        var cell = (await reader.BoardAsync()).Cell("01", "I03");
        Assert.Equal((1900, 1950), (cell.Value, cell.Total));
    }

    [Fact]
    public async Task In_the_demo_they_are_in_force_and_marked()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();

        var board = await guest.BoardAsync();

        Assert.True(board.Simulated);
        Assert.Equal(2112, board.Cell("04", "I03").Total);
    }
}
