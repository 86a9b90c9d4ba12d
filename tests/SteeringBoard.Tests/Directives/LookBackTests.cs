using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>The register as it was known at a past moment.</summary>
public sealed class LookBackTests
{
    [Fact]
    public async Task What_came_later_is_not_in_it_and_what_was_there_is()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Progress());
        var then = register.Board.Now;
        register.Board.Time.Advance(TimeSpan.FromHours(1));
        await register.DoAsync(Cast.Province, Steps.Progress("Đã làm 9/10"));
        await register.DoAsync(Cast.OtherProvince, Steps.Progress(), body: TestProgramme.OtherProvince);

        var past = register.Current.AsOf(then);

        Assert.Equal("Đã làm 5/10", Assert.Single(past.Assignment(TestRegister.Counted, TestProgramme.Province)!.Updates).Line);
        Assert.Equal(AssignmentState.NotStarted, past.Assignment(TestRegister.Counted, TestProgramme.OtherProvince)!.State);
        Assert.Equal(2, register.Current.AsOf(register.Board.Now).Assignment(TestRegister.Counted, TestProgramme.Province)!.Version);
    }

    [Fact]
    public async Task What_is_published_is_one_list_until_the_register_moves()
    {
        await using var register = await TestRegister.StartAsync();
        var published = register.Register.Of(TestProgramme.Code);

        Assert.Same(published, register.Register.Of(TestProgramme.Code));
        await register.DoAsync(Cast.Province, Steps.Progress());
        Assert.NotSame(published, register.Register.Of(TestProgramme.Code));
    }
}
