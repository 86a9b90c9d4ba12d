using Microsoft.EntityFrameworkCore;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>A body tells in one line how far it is.</summary>
public sealed class UpdateTests(Servers servers)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task An_update_in_one_line_is_kept_with_who_when_and_its_evidence_and_stands_after_a_restart(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);
        var hash = (await register.Files.KeepAsync(new MemoryStream([1, 2, 3]), default))!.Hash;

        var after = await register.DoAsync(Cast.Province, Steps.Progress() with { Link = "https://example.org/a", FileHash = hash, FileName = "ảnh.png" });

        Assert.Equal((AssignmentState.InProgress, 1), (after.State, after.Version));
        var (restarted, _, _) = await register.NodeAsync();
        var update = Assert.Single(restarted.Current(TestProgramme.Code)!.Assignment(TestRegister.Counted, TestProgramme.Province)!.Updates);
        Assert.Equal(
            ("Đã làm 5/10", "https://example.org/a", "ảnh.png", hash, Cast.Province.Name, Cast.Province.Role, Cast.Province.Body, register.Board.Now),
            (update.Line, update.Link, update.FileName, update.FileHash, update.ByName, update.ByRole, update.ByBody, update.At));
        Assert.Equal(AssignmentState.NotStarted, register.Assignment(body: TestProgramme.OtherProvince).State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_another_node_wrote_is_told_to_whoever_looks_here(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);
        var (here, _, writing) = await register.NodeAsync();
        var told = new List<RegisterStep>();
        using var following = here.Follow(told.Add);

        await register.DoAsync(Cast.Province, Steps.Progress());
        await writing.FollowAsync(TestContext.Current.CancellationToken);
        await writing.FollowAsync(TestContext.Current.CancellationToken);

        var step = Assert.Single(told);
        Assert.Equal((TestRegister.Counted, TestProgramme.Province), (step.Directive, step.Body));
        Assert.Equal(1, step.After.Assignment(TestRegister.Counted, TestProgramme.Province)!.Version);
    }

    [Fact]
    public async Task A_body_is_spoken_for_by_its_own_people_and_its_own_system_alone()
    {
        await using var register = await TestRegister.StartAsync();

        foreach (var actor in Cast.NotOfTheProvince)
        {
            await register.RefusedAsync(
                actor.Body is not (null or TestProgramme.Province) ? RefusalCodes.BodyNotYours : RefusalCodes.NotYourRight, actor, Steps.Progress());
        }
        await register.DoAsync(Cast.Province, Steps.Progress());
        await register.DoAsync(Cast.ProvinceApprover, Steps.Progress());
        Assert.Equal(3, (await register.DoAsync(Cast.ProvinceSystem, Steps.Progress())).Version);
    }

    [Theory]
    [InlineData("", RefusalCodes.LineMissing)]
    [InlineData("  ", RefusalCodes.LineMissing)]
    [InlineData("one\ntwo", RefusalCodes.NotOneLine)]
    [InlineData(null, RefusalCodes.TooLong)]
    public async Task A_line_is_one_line_of_at_most_500_characters(string? line, string code)
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(code, Cast.Province, Steps.Progress(line ?? new string('x', AssignmentRules.MaxLine + 1)));
    }

    [Theory, InlineData("javascript:alert(1)"), InlineData("file:///etc/passwd"), InlineData("example.org")]
    public async Task A_link_is_of_the_web(string link)
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(RefusalCodes.BadLink, Cast.Province, Steps.Progress() with { Link = link });
    }

    [Theory, InlineData("../record.db"), InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_file_that_was_not_sent_is_no_evidence(string file)
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(RefusalCodes.UnknownFile, Cast.Province, Steps.Progress() with { FileHash = file });
    }

    [Fact]
    public async Task Nothing_is_said_of_what_was_not_given_to_the_body()
    {
        await using var register = await TestRegister.StartAsync();

        await register.RefusedAsync(RefusalCodes.NotAssigned, Cast.Province, Steps.Progress(), TestRegister.Plain);
        await register.RefusedAsync(RefusalCodes.NotAssigned, Cast.Province, Steps.Progress(), TestRegister.Claimed);
        await register.RefusedAsync(RefusalCodes.UnknownDirective, Cast.Province, Steps.Progress(), "T9");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_two_at_once_one_is_told_what_the_other_wrote(bool postgres)
    {
        await using var register = await TestRegister.StartAsync(servers, postgres);
        // On PostgreSQL they write through two nodes that have not heard of each other.
        var other = postgres ? (await register.NodeAsync()).Book : register.Book;

        var answers = await Task.WhenAll(
            register.TryAsync(Cast.Province, Steps.Progress("one") with { Seen = 0 }),
            other.RecordAsync(
                TestProgramme.Code, TestRegister.Counted, TestProgramme.Province, Steps.Progress("two") with { Seen = 0 }, Cast.ProvinceApprover, default));

        var taken = Assert.Single(answers, answer => answer.Refusal is null);
        var refused = Assert.Single(answers, answer => answer.Refusal is not null);
        Assert.Equal(RefusalCodes.VersionPassed, refused.Refusal!.Code);
        Assert.Equal(taken.Assignment!.Updates[0].Line, Assert.Single(refused.Between).Line);
        await using var db = register.Board.Record.Open();
        Assert.Equal(1, await db.Set<AssignmentUpdate>().CountAsync());
    }

    [Fact]
    public async Task What_one_node_writes_another_takes_in()
    {
        await using var register = await TestRegister.StartAsync(servers, postgres: true);
        var (other, _, writing) = await register.NodeAsync();
        var steps = new List<RegisterStep>();
        using var following = other.Follow(steps.Add);

        await register.DoAsync(Cast.Province, Steps.Progress());
        await register.DoAsync(Cast.Ministry, Steps.Progress(), TestRegister.Plain, TestProgramme.Ministry);
        await writing.FollowAsync(default);

        Assert.Equal(
            [(TestRegister.Counted, TestProgramme.Province), (TestRegister.Plain, TestProgramme.Ministry)],
            steps.Select(step => (step.Directive, step.Body)));
        Assert.Equal(1, other.Current(TestProgramme.Code)!.Assignment(TestRegister.Plain, TestProgramme.Ministry)!.Version);
    }
}
