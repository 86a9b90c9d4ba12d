using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody asks what is wrong with the plan itself (contract.md, section 2, plan-check).</summary>
public sealed class CheckingThePlanTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    private const string PlanCheck = $"api/v1/programmes/{Calls.GoLive}/plan-check";

    [Theory]
    [InlineData(null)]
    [InlineData("sb_demo_reader")]
    [InlineData("sb_demo_79")]
    public async Task Whoever_reads_is_told_of_the_plan(string? key)
    {
        using var client = (await demo.StartedAsync()).CreateClient(key);

        var answer = await client.ReadAsync<PlanCheckAnswer>(PlanCheck);

        Assert.Contains(new PlanCheckFault("zero-float", "G05", "G03", true), answer.Faults);
        Assert.Contains(new PlanCheckFault("no-owner", "G36", null, null), answer.Faults);
    }

    // The demo's board is shared, and what others publish there may have faults of its own.
    [Fact]
    public async Task Every_fault_of_the_plan_as_issued_is_told()
    {
        using var province = real.Board.CreateClient(RealBoard.Province);

        Assert.Equal(16, (await province.ReadAsync<PlanCheckAnswer>(PlanCheck)).Faults.Count);
    }

    [Fact]
    public async Task What_a_fault_is_not_about_is_left_out()
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        var text = await client.GetStringAsync(new Uri("api/v1/programmes/project-06/plan-check", UriKind.Relative));

        Assert.Contains("""{"code":"date-set-by-another","directive":"P09"}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signed_in_is_told_nothing()
    {
        using var stranger = real.Board.CreateClient();

        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", stranger.AskAsync(PlanCheck));
    }

    [Fact]
    public async Task A_programme_there_is_not_is_named()
    {
        using var client = (await demo.StartedAsync()).CreateClient();

        await Calls.RefusedAsync(HttpStatusCode.NotFound, ProblemCodes.UnknownProgramme, client.AskAsync("api/v1/programmes/nothing/plan-check"));
    }

    [Fact]
    public async Task A_start_logs_the_faults_of_each_programme_once()
    {
        var lines = (await demo.StartedAsync()).Process.Output.Split('\n').Where(line => line.Contains(" faults: ", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, line => line.Contains("The plan of go-live-2025 has 16 faults: ", StringComparison.Ordinal)
            && line.Contains("zero-float G05 on G03; ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("The plan of project-06 has 9 faults: date-set-by-another P09", StringComparison.Ordinal)
            || line.Contains("The plan of project-06 has 9 faults: no-", StringComparison.Ordinal));
    }
}
