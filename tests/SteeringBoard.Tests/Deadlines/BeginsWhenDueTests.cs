using System.Net.Http.Json;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Directives;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Deadlines;

/// <summary>G14: services run without interruption from 1 July on. Minutes of interruption are counted from then, not by then.</summary>
public sealed class BeginsWhenDueTests
{
    private static readonly DateTimeOffset GoLive = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData(DirectiveKind.Outcome, null, true)]
    [InlineData(DirectiveKind.Outcome, -1, true)]
    [InlineData(DirectiveKind.Outcome, 0, false)]
    [InlineData(DirectiveKind.Event, 0, true)]
    public void An_outcome_that_begins_at_its_instant_is_no_deadline_and_an_event_is(DirectiveKind kind, int? beginsAfterHours, bool isDeadline)
    {
        var order = Orders.Order(GoLive, "I45a") with { Kind = kind, NotBefore = beginsAfterHours is { } hours ? GoLive.AddHours(hours) : null };

        Assert.Equal(isDeadline, DeadlineRules.IsDeadline(order));
    }

    [Fact]
    public async Task On_the_morning_of_go_live_nothing_is_late_that_is_counted_from_then_on()
    {
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>
        {
            ["Demo:Start"] = "2025-07-01T00:30:00+07:00",
            ["Demo:Speed"] = "1",
        });
        await board.ReadyAsync();
        using var client = board.CreateClient();

        var deadlines = await client.GetFromJsonAsync<DeadlinesAnswer>(new Uri("api/v1/programmes/go-live-2025/deadlines", UriKind.Relative), WireJson.Options);
        var cells = (await client.GetFromJsonAsync<BoardAnswer>(new Uri("api/v1/programmes/go-live-2025/board", UriKind.Relative), WireJson.Options))!.Cells;

        Assert.Contains(deadlines!.Deadlines, deadline => deadline.Directive == "G34");
        Assert.Contains(deadlines.Deadlines, deadline => deadline.Directive == "G13");
        Assert.DoesNotContain(deadlines.Deadlines, deadline => deadline.Directive == "G14");
        Assert.Contains(cells, cell => cell.Status == CellStatus.Late);
        var counted = cells.Where(cell => cell.Indicator.StartsWith("I45", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(counted);
        Assert.DoesNotContain(counted, cell => cell.Status == CellStatus.Late);
    }
}
