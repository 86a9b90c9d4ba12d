using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>The office drafts, publishes and amends.</summary>
public sealed class DraftTests(Servers servers)
{
    private static readonly DirectiveDraft Dictated = new() { Text = "Bố trí cán bộ trực 24/24 tại các xã, phường" };

    private static readonly DirectiveDraft Clear = Dictated with
    {
        Responsible = ["provinces"],
        Phrase = "trong ngày 25/6",
        Rule = "through-the-day",
        When = "2025-06-25",
        Person = "Chủ tịch UBND",
        Measure = "Số xã có cán bộ trực",
        Result = "Danh sách trực",
        Authority = "Văn phòng Phó Thủ tướng",
    };

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_clear_is_given_to_every_province_in_one_go(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);

        var entry = await TakenAsync(Desk(register).DraftAsync(TestProgramme.Code, Clear, publish: true, Cast.Office, default));

        var (restarted, _, _) = await register.NodeAsync();
        foreach (var current in new[] { register.Current, restarted.Current(TestProgramme.Code)! })
        {
            Assert.Equal("D001", entry.Code);
            Assert.Equal(
                [TestProgramme.OtherProvince, TestProgramme.Province, TestProgramme.ThirdProvince],
                current.AssignmentsOf(current.Find("D001")!).Select(assignment => assignment.Body).Order());
            Assert.Equal(new DateTimeOffset(2025, 6, 26, 0, 0, 0, TimeSpan.FromHours(7)), current.Find("D001")!.Standing.DueBefore);
        }
        await register.DoAsync(Cast.Province, Steps.Progress(), "D001");
    }

    [Fact]
    public async Task A_draft_may_lack_some_of_the_six_and_binds_nobody_until_it_is_published_clear()
    {
        await using var register = await TestRegister.StartAsync();
        var desk = Desk(register);

        var draft = await TakenAsync(desk.DraftAsync(TestProgramme.Code, Dictated, publish: false, Cast.Office, default));

        Assert.Empty(register.Current.AssignmentsOf(draft));
        Assert.DoesNotContain(register.Register.Of(TestProgramme.Code), directive => directive.Code == "D001");
        await register.RefusedAsync(RefusalCodes.UnknownDirective, Cast.Province, Steps.Progress(), "D001");
        var refusal = await RefusedAsync(RefusalCodes.NotClear, desk.PublishAsync(TestProgramme.Code, "D001", 1, Cast.Office, default));
        Assert.Equal(
            [SixClear.Person, SixClear.Responsibility, SixClear.Progress, SixClear.Result, SixClear.Authority],
            Assert.IsAssignableFrom<IEnumerable<SixClear>>(refusal.Values[0]));
        await TakenAsync(desk.AmendAsync(TestProgramme.Code, "D001", 1, Clear, false, "", Cast.Office, default));
        var published = await TakenAsync(desk.PublishAsync(TestProgramme.Code, "D001", 2, Cast.Office, default));
        Assert.Equal((true, 3), (published.IsPublished, published.Version));
        await RefusedAsync(RefusalCodes.AlreadyPublished, desk.PublishAsync(TestProgramme.Code, "D001", 3, Cast.Office, default));
    }

    [Theory]
    [InlineData(SixClear.Person)]
    [InlineData(SixClear.Responsibility)]
    [InlineData(SixClear.Progress)]
    [InlineData(SixClear.Result)]
    [InlineData(SixClear.Authority)]
    public async Task Nothing_is_published_that_lacks_one_of_the_six(SixClear missing)
    {
        await using var register = await TestRegister.StartAsync();
        var lacking = missing switch
        {
            SixClear.Person => Clear with { Person = " " },
            SixClear.Responsibility => Clear with { Responsible = [] },
            SixClear.Progress => Clear with { Measure = "" },
            SixClear.Result => Clear with { Result = "" },
            _ => Clear with { Authority = "" },
        };

        var refusal = await RefusedAsync(RefusalCodes.NotClear, Desk(register).DraftAsync(TestProgramme.Code, lacking, publish: true, Cast.Office, default));

        Assert.Equal([missing], Assert.IsAssignableFrom<IEnumerable<SixClear>>(refusal.Values[0]));
        Assert.Null(register.Current.Find("D001"));
    }

    [Fact]
    public async Task Whoever_answers_for_its_bodies_makes_the_person_clear()
    {
        await using var register = await TestRegister.StartAsync();
        var desk = Desk(register);
        var nameless = Clear with { Person = "", Responsible = [TestProgramme.Ministry] };
        await RefusedAsync(RefusalCodes.NotClear, desk.DraftAsync(TestProgramme.Code, nameless, publish: true, Cast.Office, default));
        Assert.Equal(
            RefusalCodes.NotYourRight,
            (await desk.NameAsync(TestProgramme.Code, TestProgramme.Ministry, null, "Bộ trưởng", "Vụ trưởng", register.Board.Now, Cast.Ministry, default))?.Code);

        Assert.Null(await desk.NameAsync(TestProgramme.Code, TestProgramme.Ministry, null, "Bộ trưởng", "Vụ trưởng", register.Board.Now, Cast.Office, default));

        await TakenAsync(desk.DraftAsync(TestProgramme.Code, nameless, publish: true, Cast.Office, default));
        Assert.Null(register.Current.AccountableAt(TestProgramme.Ministry, register.Board.Now.AddSeconds(-1)));
        Assert.Equal("Vụ trưởng", register.Current.AccountableAt(TestProgramme.Ministry, register.Board.Now)?.Officer);
    }

    [Fact]
    public async Task Nobody_but_the_office_drafts_publishes_or_amends()
    {
        await using var register = await TestRegister.StartAsync();
        var desk = Desk(register);
        await TakenAsync(desk.DraftAsync(TestProgramme.Code, Clear, publish: false, Cast.Office, default));

        foreach (var actor in Cast.NotTheOffice)
        {
            await RefusedAsync(RefusalCodes.NotYourRight, desk.DraftAsync(TestProgramme.Code, Clear, publish: false, actor, default));
            await RefusedAsync(RefusalCodes.NotYourRight, desk.PublishAsync(TestProgramme.Code, "D001", 1, actor, default));
            await RefusedAsync(RefusalCodes.NotYourRight, desk.AmendAsync(TestProgramme.Code, "D001", 1, Clear, false, "vì", actor, default));
        }
        Assert.Equal(1, register.Current.Find("D001")!.Version);
    }

    [Fact]
    public async Task An_amendment_needs_a_reason_and_the_newest_version_and_leaves_the_old_one()
    {
        await using var register = await TestRegister.StartAsync();
        var desk = Desk(register);
        await TakenAsync(desk.DraftAsync(TestProgramme.Code, Clear, publish: true, Cast.Office, default));
        await register.DoAsync(Cast.Province, Steps.Progress(), "D001");
        var later = Clear with { When = "2025-06-26" };
        await RefusedAsync(RefusalCodes.ReasonMissing, desk.AmendAsync(TestProgramme.Code, "D001", 1, later, false, "", Cast.Office, default));
        await RefusedAsync(RefusalCodes.VersionPassed, desk.AmendAsync(TestProgramme.Code, "D001", 0, later, false, "lùi", Cast.Office, default));
        await RefusedAsync(RefusalCodes.NotClear, desk.AmendAsync(TestProgramme.Code, "D001", 1, later with { Result = "" }, false, "lùi", Cast.Office, default));

        var entry = await TakenAsync(desk.AmendAsync(TestProgramme.Code, "D001", 1, later, false, "Lùi một ngày", Cast.Office, default));

        Assert.Equal([26, 27], entry.Versions.Select(version => version.Read().DueBefore!.Value.ToOffset(TimeSpan.FromHours(7)).Day));
        Assert.Equal("Lùi một ngày", entry.Versions[1].Reason);
        Assert.Equal(1, register.Assignment("D001").Version);
    }

    [Fact]
    public async Task What_a_document_issued_can_be_amended_and_stays_readable_as_it_was()
    {
        await using var register = await TestRegister.StartAsync();

        var entry = await TakenAsync(Desk(register).AmendAsync(TestProgramme.Code, TestRegister.Plain, 0, Clear, false, "Đính chính", Cast.Office, default));

        Assert.Equal((1, Clear.Text), (entry.Version, register.Register.Of(TestProgramme.Code).Single(one => one.Code == TestRegister.Plain).Text.Vi));
        await using var db = register.Board.Record.Open();
        Assert.Equal("Cấp mã cho Đà Nẵng", (await db.FindAsync<Directive>(TestProgramme.Code, TestRegister.Plain))!.Title.Vi);
    }

    public static TheoryData<string, DirectiveDraft> Bad => new()
    {
        { RefusalCodes.TitleMissing, Clear with { Text = " " } },
        { RefusalCodes.UnknownBody, Clear with { Responsible = ["79", "ELSEWHERE"] } },
        { RefusalCodes.UnknownIndicator, Clear with { Indicators = ["I99"] } },
        { RefusalCodes.UnknownDirective, Clear with { DependsOn = ["T9"] } },
        { RefusalCodes.WaitsOnItself, Clear with { DependsOn = ["D001"] } },
        { RefusalCodes.BadPhrase, Clear with { When = "25/6" } },
        { RefusalCodes.BadPhrase, Clear with { Rule = "soon" } },
        { RefusalCodes.PastTheStop, Clear with { When = "2025-07-01" } },
        { RefusalCodes.TooLong, Clear with { Text = new string('x', 20_001) } },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_draft_that_makes_no_sense_is_refused_by_name(string code, DirectiveDraft draft)
    {
        await using var register = await TestRegister.StartAsync();
        var desk = Desk(register);
        var first = await desk.DraftAsync(TestProgramme.Code, Clear, publish: false, Cast.Office, default);

        await RefusedAsync(code, desk.AmendAsync(TestProgramme.Code, first.Entry!.Code, 1, draft, false, "", Cast.Office, default));
    }

    [Fact]
    public async Task What_begins_at_the_stop_may_be_due_after_it()
    {
        await using var register = await TestRegister.StartAsync();
        var after = Clear with { When = "2025-07-15", NotBefore = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7)) };

        await TakenAsync(Desk(register).DraftAsync(TestProgramme.Code, after, publish: true, Cast.Office, default));
    }

    private static DirectiveDesk Desk(TestRegister register) =>
        new(register.Register, register.Writing, register.Board.Services.GetRequiredService<Boards>(), register.Board.Time);

    private static async Task<RegisterEntry> TakenAsync(Task<DeskAnswer> call)
    {
        var answer = await call;
        Assert.Null(answer.Refusal);
        return answer.Entry!;
    }

    private static async Task<RuleRefusal> RefusedAsync(string code, Task<DeskAnswer> call)
    {
        var answer = await call;
        Assert.Equal(code, answer.Refusal?.Code);
        return answer.Refusal!;
    }
}
