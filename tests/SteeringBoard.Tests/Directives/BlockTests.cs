using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>A body says that it waits on another.</summary>
public sealed class BlockTests
{
    [Fact]
    public async Task A_blocked_assignment_names_who_blocks_it_and_that_body_reads_it()
    {
        await using var register = await TestRegister.StartAsync();
        Assert.False(AssignmentBook.Sees(register.Current, Cast.Ministry, register.Assignment()));

        var blocked = await register.DoAsync(Cast.Province, Steps.Block());

        Assert.Equal((AssignmentState.Blocked, TestProgramme.Ministry), (blocked.State, blocked.BlockedBy));
        Assert.True(AssignmentBook.Sees(register.Current, Cast.Ministry, register.Assignment()));
        Assert.False(AssignmentBook.Sees(register.Current, Cast.OtherProvince, register.Assignment()));
        var freed = await register.DoAsync(Cast.Province, Steps.Progress());
        Assert.Equal((AssignmentState.InProgress, (string?)null), (freed.State, freed.BlockedBy));
    }

    [Fact]
    public async Task Only_the_body_itself_says_so()
    {
        await using var register = await TestRegister.StartAsync();

        foreach (var actor in Cast.NotOfTheProvince)
        {
            await register.RefusedAsync(
                actor.Body is not (null or TestProgramme.Province) ? RefusalCodes.BodyNotYours : RefusalCodes.NotYourRight, actor, Steps.Block());
        }
    }

    [Theory]
    [InlineData(null, RefusalCodes.BlockedByMissing)]
    [InlineData("", RefusalCodes.BlockedByMissing)]
    [InlineData(TestProgramme.Province, RefusalCodes.BlockedByItself)]
    [InlineData("provinces", RefusalCodes.UnknownBody)]
    public async Task It_waits_on_one_other_body_of_the_programme(string? by, string code)
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(code, Cast.Province, Steps.Block(by));
    }
}
