using System.Text.Json.Nodes;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class DeadlineBurnupTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(9);

    [Theory]
    [InlineData("vi", "D1 Cấu hình thủ tục", "▲ Nguy cơ chậm · dự kiến 12:26 26/6", "hệ thống ghi nhận 90/300 · cần 8,4/giờ · đạt 4,8/giờ")]
    [InlineData("en", "D1 Configure procedures", "▲ At risk · expected 26 June 12:26", "pulled 90/300 · need 8.4/h · seen 4.8/h")]
    [InlineData("fr", "D1 Configurer les procédures", "▲ À risque · prévu 26 juin 12:26", "relevé 90/300 · il faut 8,4/h · constaté 4,8/h")]
    public void It_says_in_three_languages_whether_it_will_hold(string culture, string title, string verdict, string pace)
    {
        // 61 after three hours, 90 after nine: 29 in the last six.
        var board = new HandBoard();
        for (var hour = 0; hour <= 9; hour++)
        {
            board.Read(T.AddHours(hour), Province, Configured, Pulled, hour <= 3 ? hour * 20 + 1 : 61 + (hour - 3) * 29 / 6);
        }
        var figure = Draw(board, Now, culture: culture);

        Drawn.IsSound(figure);
        Assert.Equal(title, figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.Contains(verdict, figure.Annotations());
        Assert.Contains(pace, figure.Annotations());
    }

    [Fact]
    public void A_level_is_a_curve_in_its_ink_claimed_dotted_and_one_never_read_is_none()
    {
        var figure = Draw(Even().Read(Now, Province, Configured, Claimed, 100), Now);

        Assert.Equal(("dot", "role:evidence-claimed"), Line(figure.Trace("claimed")));
        Assert.Equal(("solid", "role:evidence-pulled"), Line(figure.Trace("pulled")));
        Assert.DoesNotContain(figure.Data.OfType<JsonObject>(), trace => trace["name"]?.GetValue<string>() == "tested");
    }

    [Fact]
    public void A_curve_ends_now_at_the_share_done_and_the_table_with_it()
    {
        var figure = Draw(Even(), Now);
        var pulled = figure.Trace("pulled");

        Assert.Equal(("2025-06-24T17:00:00", 30), (pulled.Words("x")[^1], pulled.Numbers("y")[^1]));
        Assert.Equal(["24 June 17:00", "90/300 (30%)"], figure.Table.Rows[^1]);
        Assert.Equal(["24 June 09:00", "10/300 (3%)"], figure.Table.Rows[0]);
    }

    [Fact]
    public void The_due_instant_stands_on_the_wall_clock_of_the_programme()
    {
        var figure = Draw(Even(), Now);

        Assert.Contains(figure.Layout["shapes"]!.AsArray(), shape =>
            Text(shape, "x0") == "2025-06-25T18:00:00" && shape!["line"]!["color"]!.GetValue<string>() == "role:status-late");
        Assert.Contains("due 25 June 18:00", figure.Annotations());
        Assert.Contains("now 17:00", figure.Annotations());

        static string? Text(JsonNode? shape, string corner) => shape![corner] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    [Fact]
    public void The_pace_needed_leads_from_now_to_the_target_and_the_pace_seen_to_where_it_is_expected()
    {
        var figure = Draw(Even(), Now);
        var (needed, seen) = (figure.Trace("Pace needed"), figure.Trace("Pace of the last 6 h"));

        Assert.Equal(["2025-06-24T17:00:00", "2025-06-25T18:00:00"], needed.Words("x"));
        Assert.Equal([30, 100], needed.Numbers("y"));
        Assert.Equal(["2025-06-24T17:00:00", "2025-06-25T14:00:00"], seen.Words("x"));
        Assert.Equal([30, 100], seen.Numbers("y"));
    }

    [Fact]
    public void The_range_opens_around_the_line_and_stays_between_nothing_and_the_target()
    {
        var range = Draw(Even(), Now).Data.OfType<JsonObject>().Single(trace => trace["fill"] is not null);
        var heights = range.Numbers("y");
        var half = heights.Length / 2;

        Assert.Equal(30, heights[0]);
        Assert.Equal(30, heights[^1]);
        Assert.True(heights[1] > heights[^2]);
        Assert.All(heights, height => Assert.InRange(height, 0, 100));
        Assert.True(heights[half - 1] >= heights[half]);
    }

    [Fact]
    public void Once_due_no_pace_is_needed_any_more()
    {
        var figure = Draw(Even(), Due);

        Assert.DoesNotContain(figure.Data.OfType<JsonObject>(), trace => trace["name"]?.GetValue<string>() == "Pace needed");
        Assert.Contains(figure.Annotations(), text => text.StartsWith("■ Late", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_at_a_level_the_outlook_is_that_level_s()
    {
        var board = Even();
        for (var hour = 0; hour <= 9; hour++)
        {
            board.Read(T.AddHours(hour), Province, Configured, Claimed, hour * 11);
        }

        Assert.Equal([33, 100], Draw(board, Now, Claimed).Trace("Pace needed").Numbers("y"));
    }

    [Fact]
    public void A_long_history_is_thinned_and_keeps_its_first_and_last_point()
    {
        var board = new HandBoard();
        for (var step = 0; step < 900; step++)
        {
            board.Read(T.AddMinutes(15 * step), Nation, Services, Tested, step, 1000);
        }
        var now = T.AddMinutes(15 * 900);
        var trace = Speaking.Get<DeadlineBurnup>()
            .Draw(new BoardView(board.At(now), null, now), Orders.Order(now.AddDays(1), Services), Drawn.Culture("en")).Trace("tested");

        Assert.InRange(trace.Numbers("y").Length, 200, 302);
        Assert.Equal(("2025-06-24T08:15:00", 89.9), (trace.Words("x")[0], trace.Numbers("y")[^1]));
        Assert.Equal(trace.Numbers("y").Order(), trace.Numbers("y"));
    }

    /// <summary>Ten an hour since the start: 90 of 300 after nine.</summary>
    private static HandBoard Even()
    {
        var board = new HandBoard();
        for (var hour = 0; hour <= 9; hour++)
        {
            board.Read(T.AddHours(hour), Province, Configured, Pulled, hour * 10);
        }
        return board;
    }

    private static Figure Draw(HandBoard board, DateTimeOffset now, EvidenceLevel? level = null, string culture = "en") =>
        Speaking.Get<DeadlineBurnup>().Draw(new BoardView(board.At(now), level, now), Orders.Order(Due, Configured), Drawn.Culture(culture));

    private static (string Dash, string Color) Line(JsonObject trace) =>
        (trace["line"]!["dash"]!.GetValue<string>(), trace["line"]!["color"]!.GetValue<string>());
}
