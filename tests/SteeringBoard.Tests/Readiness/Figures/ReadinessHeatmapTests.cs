using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Readiness.Figures;

public sealed class ReadinessHeatmapTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Theory]
    [InlineData("vi", "3 tỉnh, thành phố theo nền tảng và chỉ tiêu", "Họp trực tuyến")]
    [InlineData("en", "3 provinces by platform and indicator", "Online meetings")]
    [InlineData("fr", "3 provinces par plateforme et indicateur", "Visioconférence")]
    public void It_says_what_it_shows_in_three_languages(string culture, string title, string platform)
    {
        var figure = Draw(culture: culture);

        Drawn.IsSound(figure);
        Assert.Equal(title, figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.Contains(platform, figure.Table.Columns);
    }

    [Fact]
    public void Five_platforms_and_every_indicator_of_the_provinces_are_rows_and_each_province_a_column()
    {
        var grid = Draw().Traces("heatmap").Single()["z"]!.AsArray();

        // Configured, hotlines, seals, unsigned, backlog, filing, decided: no counter, nothing of the nation or of ministries.
        Assert.Equal(5 + 7, grid.Count);
        Assert.All(grid, row => Assert.Equal(3, row!.AsArray().Count));
    }

    [Fact]
    public void A_cell_has_its_shape_and_its_word_and_leads_to_its_story()
    {
        var figure = Draw();
        var done = figure.Trace("Done");

        Assert.All(done.Words("text"), shape => Assert.Equal("✓", shape));
        Assert.Equal("/provinces/79/cells/platforms", done["customdata"]![0]!["href"]!.GetValue<string>());
        Assert.Contains("✓ Done", done["hovertemplate"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("role:status-done", done["textfont"]!["color"]!.GetValue<string>());
    }

    [Fact]
    public void The_table_says_what_the_marks_say()
    {
        var figure = Draw();
        var marks = figure.Traces("scatter").SelectMany(trace => trace.Numbers("x").Zip(trace.Numbers("y"), (x, y) => (x, y, Name: trace["name"]!.GetValue<string>())))
            .ToDictionary(mark => (mark.x, mark.y), mark => mark.Name);

        Assert.Equal(3 * 12, marks.Count);
        Assert.All(figure.Table.Rows.Select((row, province) => (row, province)), line =>
            Assert.All(line.row.Skip(1).Select((word, indicator) => (word, indicator)), cell =>
                Assert.Equal(cell.word, marks[(line.province, cell.indicator)])));
        Assert.Equal(["01", "79", "91"], figure.Table.Rows.Select(row => row[0]));
        Assert.Equal("Done", figure.Table.Rows[1][figure.Table.Columns.ToList().IndexOf("configured configured")]);
    }

    [Fact]
    public void A_platform_is_judged_by_its_own_part()
    {
        var figure = Draw();

        Assert.Equal("Done", figure.Table.Rows[1][1]);
        Assert.Equal("Never read", figure.Table.Rows[1][2]);
    }

    [Fact]
    public void Read_at_a_level_each_cell_is_judged_by_that_level_alone()
    {
        var configured = (EvidenceLevel? level) => Draw(level: level) is var figure
            ? figure.Table.Rows[1][figure.Table.Columns.ToList().IndexOf("configured configured")] : "";

        Assert.Equal("Done", configured(null));
        Assert.Equal("Done", configured(Pulled));
        Assert.Equal("On track", configured(Claimed)); // said, not shown: a claim alone is never green
        Assert.Equal("Never read", configured(Tested));
    }

    private static Figure Draw(string culture = "en", EvidenceLevel? level = null)
    {
        var board = new HandBoard()
            .Read(T, Province, Configured, Claimed, 100).Read(T, Province, Configured, Pulled, 100)
            .Read(T, Province, Platforms, Pulled, 1, 1, item: 0);
        return Speaking.Get<ReadinessHeatmap>().Draw(new BoardView(board.At(T), level, T), Drawn.Culture(culture));
    }
}
