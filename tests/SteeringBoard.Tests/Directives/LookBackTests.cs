using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Readiness.Snapshots;
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
        Assert.Same(past, register.Current.AsOf(then));
        Assert.Same(register.Current, register.Current.AsOf(register.Board.Now));
        Assert.Equal(2, register.Current.AsOf(register.Board.Now).Assignment(TestRegister.Counted, TestProgramme.Province)!.Version);
    }

    [Fact]
    public async Task The_faults_of_the_plan_are_worked_out_once_until_a_directive_changes_and_are_those_of_then_in_the_past()
    {
        await using var register = await TestRegister.StartAsync();
        var (faults, then) = (register.Current.Faults, register.Board.Now);
        Assert.Equal(["no-evidence T2", "no-evidence T4"], faults.Select(fault => fault.ToString()));

        await register.DoAsync(Cast.Ministry, Steps.Progress(), TestRegister.Plain, TestProgramme.Ministry);
        Assert.True(faults == register.Current.Faults, "an update is no reason to check the plan again");
        register.Board.Time.Advance(TimeSpan.FromHours(1));
        var desk = new DirectiveDesk(register.Register, register.Writing, register.Board.Services.GetRequiredService<Boards>(), register.Board.Time);
        var clear = new DirectiveDraft
        {
            Text = "Cấp mã",
            Responsible = [TestProgramme.Ministry],
            Person = "Vụ trưởng",
            Measure = "Số mã",
            Result = "Danh mục mã",
            Authority = "Phó Thủ tướng",
        };
        Assert.Null((await desk.AmendAsync(TestProgramme.Code, TestRegister.Plain, 0, clear, false, "Bổ sung minh chứng", Cast.Office, default)).Refusal);

        Assert.Equal(["no-evidence T4"], register.Current.Faults.Select(fault => fault.ToString()));
        Assert.Equal(faults, register.Current.AsOf(then).Faults);
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
