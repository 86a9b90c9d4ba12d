using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>A body asks for more time, and the office decides.</summary>
public sealed class ExtendTests(Servers servers)
{
    private static readonly DateTimeOffset Stop = TestProgramme.Catalog().Programme.HardStop!.Value;
    private static readonly DateTimeOffset Asked = TestProgramme.Due.AddDays(1);

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_granted_extension_moves_the_due_instant_of_that_body_and_the_old_one_stays_in_the_history(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);
        await register.DoAsync(Cast.Province, Steps.Ask(Asked));
        Assert.Equal(Asked, register.Assignment().Asked?.NewDue);

        await register.DoAsync(Cast.Office, Steps.Grant());

        var (restarted, _, _) = await register.NodeAsync();
        foreach (var current in new[] { register.Current, restarted.Current(TestProgramme.Code)! })
        {
            var entry = current.Find(TestRegister.Counted)!;
            Assert.Equal(Asked, current.Assignment(TestRegister.Counted, TestProgramme.Province)!.DueBefore(entry.Written));
            Assert.Equal(TestProgramme.Due, current.Assignment(TestRegister.Counted, TestProgramme.OtherProvince)!.DueBefore(entry.Written));
            Assert.Equal(TestProgramme.Due, entry.Standing.DueBefore);
            Assert.Null(current.Assignment(TestRegister.Counted, TestProgramme.Province)!.Asked);
        }
    }

    [Fact]
    public async Task A_directive_moves_once_all_its_bodies_have_more_time()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Ministry, Steps.Ask(Asked), TestRegister.Plain, TestProgramme.Ministry);

        await register.DoAsync(Cast.Office, Steps.Grant(), TestRegister.Plain, TestProgramme.Ministry);

        var entry = register.Current.Find(TestRegister.Plain)!;
        Assert.Equal((Asked, TestProgramme.Due), (entry.Standing.DueBefore, entry.Written.DueBefore));
        Assert.Equal(Asked, register.Register.Of(TestProgramme.Code).Single(directive => directive.Code == TestRegister.Plain).DueBefore);
    }

    [Fact]
    public async Task A_refused_extension_says_why_and_moves_nothing()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Ask(Asked));
        await register.RefusedAsync(RefusalCodes.ReasonMissing, Cast.Office, Steps.Refuse(""));

        var refused = await register.DoAsync(Cast.Office, Steps.Refuse());

        Assert.Equal((null, null, AssignmentState.NotStarted), (refused.Asked, refused.ExtendedTo, refused.State));
        Assert.Equal((Asked, "Không có lý do chính đáng"), (refused.Updates[^1].NewDue, refused.Updates[^1].Reason));
    }

    [Fact]
    public async Task Extension_past_the_hard_stop_is_refused()
    {
        await using var register = await TestRegister.StartAsync();

        var refusal = await register.RefusedAsync(RefusalCodes.PastTheStop, Cast.Province, Steps.Ask(Stop.AddSeconds(1)));

        Assert.Equal(Stop, refusal.Values[0]);
        await register.DoAsync(Cast.Province, Steps.Ask(Stop));
    }

    [Fact]
    public async Task An_extension_needs_a_reason_and_a_later_instant_and_something_to_extend()
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(RefusalCodes.ReasonMissing, Cast.Province, Steps.Ask(Asked, ""));
        await register.RefusedAsync(RefusalCodes.NotLater, Cast.Province, Steps.Ask(TestProgramme.Due));
        await register.RefusedAsync(RefusalCodes.NotLater, Cast.Province, Steps.Ask(null));
        await register.RefusedAsync(RefusalCodes.NoDue, Cast.Province, Steps.Ask(Asked), TestRegister.Undated);
        register.Board.Time.Advance(TimeSpan.FromDays(5));
        await register.RefusedAsync(RefusalCodes.NotLater, Cast.Province, Steps.Ask(Asked));
    }

    [Fact]
    public async Task Only_the_body_asks_and_only_the_office_decides()
    {
        await using var register = await TestRegister.StartAsync();
        foreach (var actor in Cast.NotOfTheProvince)
        {
            await register.RefusedAsync(
                actor.Body is not (null or TestProgramme.Province) ? RefusalCodes.BodyNotYours : RefusalCodes.NotYourRight, actor, Steps.Ask(Asked));
        }
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Office, Steps.Grant());
        await register.DoAsync(Cast.Province, Steps.Ask(Asked));

        foreach (var actor in Cast.NotTheOffice)
        {
            await register.RefusedAsync(RefusalCodes.NotYourRight, actor, Steps.Grant());
            await register.RefusedAsync(RefusalCodes.NotYourRight, actor, Steps.Refuse());
        }
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Province, Steps.Ask(Asked.AddDays(1)));
    }
}
