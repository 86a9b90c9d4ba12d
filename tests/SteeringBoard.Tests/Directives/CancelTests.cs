using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>The office wants a directive of a body no longer.</summary>
public sealed class CancelTests
{
    [Fact]
    public async Task A_cancelled_assignment_is_in_no_official_state_and_takes_nothing_more()
    {
        await using var register = await TestRegister.StartAsync();

        var cancelled = await register.DoAsync(Cast.Office, Steps.Cancel());

        Assert.Equal(AssignmentState.Cancelled, cancelled.State);
        Assert.Null(AssignmentRules.Official(cancelled, TestProgramme.Due, TestProgramme.Due));
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Province, Steps.Progress());
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Office, Steps.Confirm());
        Assert.True(register.Assignment(body: TestProgramme.OtherProvince).IsOpen);
    }

    [Fact]
    public async Task Nobody_but_the_office_cancels()
    {
        await using var register = await TestRegister.StartAsync();

        foreach (var actor in Cast.NotTheOffice)
        {
            await register.RefusedAsync(RefusalCodes.NotYourRight, actor, Steps.Cancel());
        }
    }

    [Fact]
    public async Task A_cancellation_needs_a_reason()
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(RefusalCodes.ReasonMissing, Cast.Office, Steps.Cancel(""));
    }
}
