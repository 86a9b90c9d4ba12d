using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Readiness.Figures;

public sealed class EvidenceLadderTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Theory]
    [InlineData("vi", "Mức sẵn sàng của 3 tỉnh, thành phố", "Sẵn sàng kiểm thử chính thức", "hệ thống<br>ghi nhận")]
    [InlineData("en", "Ready, of 3 provinces, by how it is known", "Ready for the official test", "pulled")]
    [InlineData("fr", "Provinces prêtes sur 3, par niveau de preuve", "Prêtes pour l’essai officiel", "relevé")]
    public void It_says_what_it_shows_in_three_languages(string culture, string title, string headline, string level)
    {
        var figure = Draw(culture: culture);

        Drawn.IsSound(figure);
        Assert.Equal(title, figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.Contains(headline, figure.Annotations());
        Assert.Contains(level, figure.Annotations());
    }

    [Fact]
    public void Each_level_has_its_own_column_and_the_table_says_the_same()
    {
        var figure = Draw();
        string[] levels = ["claimed", "pulled", "tested", "inspected"];

        Assert.Equal(["x", "x2", "x3", "x4"], levels.Select(level => figure.Trace(level)["xaxis"]!.GetValue<string>()));
        Assert.Equal([3, 0, 1, 0], levels.Select(level => figure.Trace(level).Numbers("x")[0]));
        Assert.Equal(["Ready for the official test", "3", "0", "1", "0", "3"], figure.Table.Rows[0]);
        Assert.All(levels.Select((level, column) => (level, column)), mark =>
            Assert.Equal(figure.Table.Rows.Select(row => row[mark.column + 1]), figure.Trace(mark.level).Numbers("x").Select(ready => $"{ready}")));
    }

    [Fact]
    public void Claimed_is_hatched_and_the_better_proven_is_not()
    {
        var figure = Draw();

        Assert.NotNull(figure.Trace("claimed")["marker"]!["pattern"]);
        Assert.Null(figure.Trace("tested")["marker"]!["pattern"]);
        Assert.Equal("role:evidence-tested", figure.Trace("tested")["marker"]!["color"]!.GetValue<string>());
    }

    [Fact]
    public void Read_at_a_level_the_others_step_back()
    {
        var figure = Draw(level: Tested);

        Assert.Equal(1, figure.Trace("tested")["opacity"]!.GetValue<double>());
        Assert.True(figure.Trace("claimed")["opacity"]!.GetValue<double>() < 1);
    }

    [Fact]
    public void Without_a_headline_of_its_own_every_indicator_is_counted()
    {
        var figure = Draw(headline: []);

        Assert.Equal(["Ready on every indicator", "0", "0", "0", "0", "3"], figure.Table.Rows[0]);
    }

    private static Figure Draw(string culture = "en", EvidenceLevel? level = null, string[]? headline = null)
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Claimed, 100).Read(T, OtherProvince, Configured, Claimed, 100).Read(T, ThirdProvince, Configured, Claimed, 100)
            .Read(T, Province, Configured, Tested, 100).Read(T, OtherProvince, Configured, Tested, 60);
        return Speaking.Get<EvidenceLadder>().Draw(new BoardView(board.At(T), level, T), headline ?? [Configured], Drawn.Culture(culture));
    }
}
