using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>The office sends back what was submitted.</summary>
public sealed class ReturnTests
{
    [Fact]
    public async Task What_is_returned_says_why_and_can_be_submitted_again()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Submit());

        var returned = await register.DoAsync(Cast.Office, Steps.Return());

        Assert.Equal((AssignmentState.Returned, "Chưa đủ bằng chứng"), (returned.State, returned.Updates[^1].Reason));
        Assert.Equal(AssignmentState.Submitted, (await register.DoAsync(Cast.Province, Steps.Submit())).State);
    }

    [Fact]
    public async Task Nobody_but_the_office_returns()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Submit());

        foreach (var actor in Cast.NotTheOffice)
        {
            await register.RefusedAsync(RefusalCodes.NotYourRight, actor, Steps.Return());
        }
    }

    [Fact]
    public async Task A_return_needs_a_reason_and_something_submitted()
    {
        await using var register = await TestRegister.StartAsync();
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Office, Steps.Return());
        await register.DoAsync(Cast.Province, Steps.Submit());

        await register.RefusedAsync(RefusalCodes.ReasonMissing, Cast.Office, Steps.Return(" "));
    }

    [Fact]
    public async Task What_was_confirmed_by_mistake_is_open_again()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Ministry, Steps.Submit(), TestRegister.Plain, TestProgramme.Ministry);
        await register.DoAsync(Cast.Office, Steps.Confirm(), TestRegister.Plain, TestProgramme.Ministry);

        var returned = await register.DoAsync(Cast.Office, Steps.Return(), TestRegister.Plain, TestProgramme.Ministry);

        Assert.Equal((true, (DateTimeOffset?)null), (returned.IsOpen, returned.DoneAt));
    }
}
