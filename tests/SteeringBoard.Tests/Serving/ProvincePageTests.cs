using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody opens the page of a province: who sees what was refused from it.</summary>
public sealed class ProvincePageTests(DemoBoard demo)
{
    [Theory]
    [InlineData("44-reporter", true)]
    [InlineData("office", true)]
    [InlineData("auditor", true)]
    [InlineData("inspector", false)]
    [InlineData(null, false)]
    public async Task What_was_refused_is_for_the_body_itself_the_office_and_auditors(string? person, bool sees)
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_44");
        await province.PushAsync(Calls.Procedures("44", new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7)), 1) with
        {
            Readings = [new ReadingEntry { Indicator = "X99", Value = 1, Total = 1 }],
        });
        using var client = await board.SignInAsync(person);

        var page = await client.GetStringAsync(new Uri("provinces/44", UriKind.Relative));

        Assert.Equal(sees, page.Contains("X99", StringComparison.Ordinal));
        Assert.Equal(!sees, page.Contains("Only the body itself", StringComparison.Ordinal));
    }
}
