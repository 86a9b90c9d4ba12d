using System.Globalization;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

public sealed class DeadlineAnswersTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;
    private static readonly DateTimeOffset Now = T.AddHours(9);

    [Fact]
    public void A_deadline_is_told_as_the_contract_says()
    {
        var json = JsonSerializer.SerializeToElement(Answer(null, "en"), WireJson.Options);
        var deadline = Assert.Single(json.GetProperty("deadlines").EnumerateArray());

        Assert.Equal("2025-06-24T17:00:00+07:00", json.GetProperty("at").GetString());
        Assert.Equal("D1", deadline.GetProperty("directive").GetString());
        Assert.Equal("task", deadline.GetProperty("kind").GetString());
        Assert.Equal("Configure procedures", deadline.GetProperty("title").GetString());
        Assert.Equal("2025-06-25T18:00:00+07:00", deadline.GetProperty("dueBefore").GetString());
        Assert.Equal("before", deadline.GetProperty("rule").GetString());
        Assert.Equal(
            """{"claimed":{"done":0,"total":300},"pulled":{"done":90,"total":300},"tested":{"done":0,"total":300},"inspected":{"done":0,"total":300}}""",
            deadline.GetProperty("progress").GetRawText());
        Assert.Equal("""{"needed":8.4,"seen":10,"per":"PT1H"}""", deadline.GetProperty("pace").GetRawText());
        Assert.Equal("2025-06-25T14:00:00+07:00", deadline.GetProperty("forecast").GetProperty("expectedAt").GetString());
        // Two of the three provinces were never read: as planned, they take all the time there is.
        Assert.Equal("PT0S", deadline.GetProperty("float").GetString());
        Assert.True(deadline.GetProperty("critical").GetBoolean());
    }

    [Theory]
    [InlineData("vi", "8 thay đổi trong 8 giờ", "Cấu hình thủ tục")]
    [InlineData("en", "8 changes in 8 h", "Configure procedures")]
    [InlineData("fr", "8 changements en 8\u00a0h", "Configurer les procédures")]
    public void What_a_forecast_is_judged_by_is_told_in_the_language_asked_for_whatever_the_thread_s(string culture, string basis, string title)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture == "en" ? "fr" : "en");

        var deadline = Assert.Single(Answer(null, culture).Deadlines);

        Assert.Equal((basis, title), (deadline.Forecast!.Basis, deadline.Title));
    }

    [Fact]
    public void Asked_at_a_level_only_that_level_s_numbers_are_told()
    {
        var deadline = Assert.Single(Answer(Claimed, "en").Deadlines);

        Assert.Equal(["claimed"], deadline.Progress.Keys);
        Assert.Equal(["claimed"], deadline.Bodies.Keys);
        Assert.Null(deadline.Pace.Seen);
        Assert.Null(deadline.Forecast);
    }

    /// <summary>Ten an hour since the start: 90 of 300 by now, 210 left in 25 hours.</summary>
    private static DeadlinesAnswer Answer(EvidenceLevel? level, string culture)
    {
        var board = new HandBoard();
        for (var hour = 0; hour <= 9; hour++)
        {
            board.Read(T.AddHours(hour), Province, Configured, Pulled, hour * 10);
        }
        return Speaking.Get<DeadlineAnswers>().Of(
            board.At(Now), [Orders.Order(Due, Configured), Orders.Order(null, Configured) with { Code = "D2" }], level, CultureInfo.GetCultureInfo(culture), Now);
    }
}
