using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>Somebody other than the body confirms that it is done.</summary>
public sealed class ConfirmTests(Servers servers)
{
    [Fact]
    public async Task What_is_submitted_and_asks_for_no_evidence_is_confirmed_by_the_office()
    {
        await using var register = await TestRegister.StartAsync();
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Office, Steps.Confirm(), TestRegister.Plain, TestProgramme.Ministry);
        var submitted = await register.DoAsync(Cast.Ministry, Steps.Submit(), TestRegister.Plain, TestProgramme.Ministry);
        register.Board.Time.Advance(TimeSpan.FromDays(3));

        var confirmed = await register.DoAsync(Cast.Office, Steps.Confirm(), TestRegister.Plain, TestProgramme.Ministry);

        Assert.Equal(AssignmentState.Confirmed, confirmed.State);
        // Confirmed late, but done in time: what counts is when the body had done it.
        Assert.Equal(submitted.Updates[0].At, confirmed.DoneAt);
        Assert.Equal(OfficialState.DoneOnTime, AssignmentRules.Official(confirmed, TestProgramme.Due, register.Board.Now));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task What_the_evidence_showed_in_time_is_done_in_time_however_late_it_is_said_and_confirmed(bool postgres, bool saidLate)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);
        var proven = register.Board.Now;
        await register.PulledAsync(100);
        register.Board.Time.Advance(TimeSpan.FromDays(3));
        await register.PulledAsync(100);
        if (saidLate)
        {
            await register.DoAsync(Cast.Province, Steps.Submit());
        }

        var confirmed = await register.DoAsync(Cast.Office, Steps.Confirm());

        Assert.True(register.Board.Now > TestProgramme.Due);
        Assert.Equal(proven, confirmed.DoneAt);
        Assert.Equal(OfficialState.DoneOnTime, AssignmentRules.Official(confirmed, TestProgramme.Due, register.Board.Now));
        var (other, _, _) = await register.NodeAsync();
        Assert.Equal(proven, other.Current(TestProgramme.Code)!.Assignment(TestRegister.Counted, TestProgramme.Province)!.DoneAt);
    }

    [Fact]
    public async Task What_was_proven_late_or_confirmed_against_the_evidence_is_done_late()
    {
        await using var register = await TestRegister.StartAsync();
        register.Board.Time.Advance(TimeSpan.FromDays(3));
        await register.PulledAsync(99);
        await register.DoAsync(Cast.Province, Steps.Submit());
        var overridden = await register.DoAsync(Cast.Office, Steps.Override());
        await register.DoAsync(Cast.Office, Steps.Return());
        await register.PulledAsync(100);
        var proven = await register.DoAsync(Cast.Office, Steps.Confirm());

        Assert.All([overridden, proven], late => Assert.Equal(OfficialState.DoneLate, AssignmentRules.Official(late, TestProgramme.Due, register.Board.Now)));
        Assert.Null(overridden.Updates[^1].EvidenceSince);
        Assert.NotNull(proven.Updates[^1].EvidenceSince);
    }

    [Fact]
    public async Task Nobody_but_the_office_confirms_least_of_all_the_body_itself()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Submit());

        foreach (var actor in Cast.NotTheOffice)
        {
            await register.RefusedAsync(RefusalCodes.NotYourRight, actor, Steps.Confirm());
            await register.RefusedAsync(RefusalCodes.NotYourRight, actor, Steps.Override());
        }
    }

    [Fact]
    public async Task What_the_evidence_does_not_show_is_not_confirmed()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Submit());
        await register.RefusedAsync(RefusalCodes.EvidenceSaysOtherwise, Cast.Office, Steps.Confirm());
        await register.PulledAsync(99);

        var refusal = await register.RefusedAsync(RefusalCodes.EvidenceSaysOtherwise, Cast.Office, Steps.Confirm());

        Assert.Equal("configured 99/100", refusal.Values[0]);
    }

    [Fact]
    public async Task A_claim_is_no_evidence_where_more_is_wanted()
    {
        await using var register = await TestRegister.StartAsync();
        await register.Board.SayAsync(
            await register.Board.PushAsync(TestProgramme.Province), null,
            new ReadingEntry { Indicator = TestProgramme.Configured, Value = 100, Total = 100 });
        await register.DoAsync(Cast.Province, Steps.Submit());

        await register.RefusedAsync(RefusalCodes.EvidenceSaysOtherwise, Cast.Office, Steps.Confirm());
        var directive = register.Current.Find(TestRegister.Counted)!.Standing;
        Assert.True(register.Book.EvidenceOf(directive, TestProgramme.Province, EvidenceLevel.Claimed).Agrees);
        Assert.False(register.Book.EvidenceOf(directive, TestProgramme.Province).Agrees);
    }

    [Fact]
    public async Task Once_the_evidence_is_there_it_is_confirmed_even_before_the_body_says_so()
    {
        await using var register = await TestRegister.StartAsync();
        await register.RefusedAsync(RefusalCodes.WrongState, Cast.Office, Steps.Confirm());
        await register.PulledAsync(100);

        var confirmed = await register.DoAsync(Cast.Office, Steps.Confirm());

        Assert.Equal("configured 100/100", confirmed.Updates[^1].EvidenceSaid);
        Assert.Null(confirmed.Overridden);
        // What another province has not done holds nobody up, and helps nobody.
        Assert.False(register.Book.EvidenceOf(register.Current.Find(TestRegister.Counted)!.Standing, TestProgramme.OtherProvince).Agrees);
    }

    [Fact]
    public async Task The_office_overrides_the_evidence_only_with_a_reason_and_that_stays()
    {
        await using var register = await TestRegister.StartAsync();
        await register.PulledAsync(7);
        await register.DoAsync(Cast.Province, Steps.Submit());
        await register.RefusedAsync(RefusalCodes.ReasonMissing, Cast.Office, Steps.Override(""));

        var confirmed = await register.DoAsync(Cast.Office, Steps.Override());

        Assert.Equal(("Đã kiểm tra tại chỗ", "configured 7/100"), (confirmed.Overridden?.Reason, confirmed.Overridden?.EvidenceSaid));
        Assert.Equal(AssignmentState.Confirmed, confirmed.State);
        Assert.Equal(Cast.Office.Name, confirmed.Overridden!.ByName);
    }
}
