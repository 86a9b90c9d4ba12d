using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access.People;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.Tests.Audit;

namespace SteeringBoard.Tests.Serving;

/// <summary>What is done with people, sessions and keys is in the trail, by whom and to whom, and no secret with it; on a running board.</summary>
public sealed partial class AccessAuditTests(PeopleBoard people) : IClassFixture<PeopleBoard>
{
    private const string Administrator = "Người quản trị";

    [Fact]
    public async Task An_invitation_is_told_from_the_asking_to_the_first_visit()
    {
        using var member = await people.JoinAsync("Reporter", "79");

        var told = await OfAsync(member.Email);

        Assert.Equal(["admin.invited", "access.joined", "access.entered.invitation"], told.Select(row => row.What));
        Assert.Equal((Administrator, "Administrator", "79", "Reporter"), (told[0].By, told[0].Role, told[0].Body, told[0].Told[0]));
        Assert.Equal(("Reporter", "79"), (told[1].Role, told[1].ByBody));
        Assert.Equal("127.0.0.1", told[2].Told[0]);
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_is_told()
    {
        var email = $"{Guid.NewGuid():N}@board.vn";
        await people.Administrator.Visitor.FillAsync("/admin", "value=\"invite\"", ("Typed.Name", "Ai đó"), ("Typed.Email", email), ("Typed.Role", "Auditor"), ("Typed.Body", ""));
        var page = await people.Administrator.Visitor.OpenAsync("/admin");
        var id = PersonId().Match(page[page.IndexOf(email, StringComparison.Ordinal)..]).Groups["id"].Value;

        using var taken = await people.Administrator.Visitor.SendAsync("/admin", "/admin/invitations", ("id", id));

        Assert.Equal(["admin.invited", "admin.invitation-taken-back"], (await OfAsync(email)).Select(row => row.What));
    }

    [Fact]
    public async Task What_an_administrator_does_with_somebody_is_told()
    {
        using var member = await people.JoinAsync("Reporter", "79");

        foreach (var (act, role) in new[] { ("role", "Approver"), ("lock", ""), ("unlock", ""), ("end", "") })
        {
            using var changed = await people.Administrator.Visitor.SendAsync($"/admin?q={member.Email}", "/admin/people", ("act", act), ("role", role), ("q", ""));
        }

        var told = (await OfAsync(member.Email)).Skip(3).ToList();
        Assert.Equal(["admin.role", "admin.locked", "admin.unlocked", "admin.sessions-ended"], told.Select(row => row.What));
        Assert.Equal(["Reporter", "Approver"], told[0].Told);
        Assert.All(told, row => Assert.Equal((Administrator, "79"), (row.By, row.Body)));
    }

    [Fact]
    public async Task What_is_not_done_is_not_told_as_done()
    {
        using var here = await people.JoinAsync("Administrator", "79");
        using var theirs = await people.JoinAsync("Reporter", "01");
        var id = PersonId().Match(await people.Administrator.Visitor.OpenAsync($"/admin?q={theirs.Email}")).Groups["id"].Value;

        using var refused = await here.Visitor.SendAsync("/admin", "/admin/people", ("id", id), ("act", "lock"));

        Assert.EndsWith("refused=not-yours", refused.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain(await OfAsync(theirs.Email), row => row.What == "admin.locked");
    }

    [Fact]
    public async Task Coming_in_leaving_and_ending_sessions_are_told()
    {
        using var member = await people.JoinAsync("Auditor");
        using var elsewhere = await member.ElsewhereAsync(people.Board.Address);
        using var lost = await member.ElsewhereAsync(people.Board.Address);

        using var left = await elsewhere.SendAsync("/directives", "/sign-out");
        using var ended = await member.Visitor.SendAsync("/account", "End all others");

        var name = (await OfAsync(member.Email))[^1].By;
        Assert.Equal(
            ["access.joined", "access.entered.invitation", "access.entered.password", "access.entered.password", "access.left", "access.sessions-ended"],
            (await ByAsync(name)).Select(row => row.What));
        Assert.Equal("1", (await ByAsync(name))[^1].Told[0]);
    }

    [Fact]
    public async Task Failing_to_come_in_is_told_to_the_lock_and_without_what_was_typed()
    {
        using var member = await people.JoinAsync("Officer", "MOF");
        using var visitor = new Visitor(people.Board.Address);
        var typed = $"{Guid.NewGuid():N}@nobody.vn";
        (await Member.SignInAsync(visitor, typed, "a wrong password", "000000")).Dispose();

        for (var time = 0; time < 6; time++)
        {
            (await Member.SignInAsync(visitor, member.Email, "a wrong password", "000000")).Dispose();
        }

        var told = (await OfAsync(member.Email)).Skip(3).ToList();
        Assert.Equal(
            [.. Enumerable.Repeat("access.refused.password", 5), "access.locked-out", "access.refused.password"], told.Select(row => row.What));
        // Who tried is not known to be the person.
        Assert.All(told, row => Assert.Equal(("", "MOF"), (row.By, row.Body)));
        var all = await AllAsync();
        Assert.Contains(all, row => row is { What: "access.refused.password", Subject: null });
        Assert.DoesNotContain(all, row => row.FoundBy.Contains(typed, StringComparison.Ordinal) || row.FoundBy.Contains("a wrong password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_changes_of_ones_own_account_is_told()
    {
        using var member = await people.JoinAsync("Auditor");
        const string Fresh = "hoàn toàn khác hẳn trước";
        var secret = PeopleBoard.SecretOf(await member.Visitor.OpenAsync("/account"), out var kept);

        await member.Visitor.FillAsync("/account", "value=\"password\"", ("Typed.Old", "not this one"), ("Typed.Password", Fresh), ("Typed.Again", Fresh));
        await member.Visitor.FillAsync("/account", "value=\"password\"", ("Typed.Old", PeopleBoard.Password), ("Typed.Password", "short"), ("Typed.Again", "short"));
        await member.Visitor.FillAsync("/account", "value=\"password\"", ("Typed.Old", PeopleBoard.Password), ("Typed.Password", Fresh), ("Typed.Again", Fresh));
        await member.Visitor.FillAsync("/account", "value=\"second\"", ("Typed.Old", Fresh), ("Typed.Sealed", kept), ("Typed.Code", Totp.Code(secret, TimeProvider.System.GetUtcNow())));
        await member.Visitor.FillAsync("/account", "value=\"codes\"", ("Typed.Code", Totp.Code(secret, TimeProvider.System.GetUtcNow().AddSeconds(30))));

        var name = (await OfAsync(member.Email))[^1].By;
        Assert.Equal(
            ["access.refused.account", "access.password-changed", "access.second-factor-changed", "access.codes-renewed"],
            (await ByAsync(name)).Select(row => row.What).Skip(2));
    }

    [Fact]
    public async Task Keys_are_told_from_making_to_taking_back()
    {
        var name = $"k-{Guid.NewGuid():N}";
        var page = await people.Administrator.Visitor.FillAsync(
            "/admin/keys", "value=\"key\"", ("Typed.Name", name), ("Typed.Body", "79"), ("Typed.Scope", "push"), ("Typed.Most", "claimed"), ("Typed.Days", "30"));
        var made = Key().Match(page).Value;
        var replaced = await people.Administrator.Visitor.FillAsync("/admin/keys", name, ("Replacing.Id", await KeyIdAsync(name)), ("Replacing.Overlap", "3"));
        using var ended = await people.Administrator.Visitor.SendAsync("/admin/keys", "/admin/keys/end", ("id", await KeyIdAsync(name)));

        var told = await OfAsync(name);

        Assert.Equal(["admin.key-made.push", "admin.key-replaced", "admin.key-taken-back"], told.Select(row => row.What));
        Assert.All(told, row => Assert.Equal((Administrator, "79"), (row.By, row.Body)));
        Assert.NotEmpty(made);
        foreach (var key in new[] { made, Key().Match(replaced).Value })
        {
            Assert.DoesNotContain(await AllAsync(), row => row.FoundBy.Contains(Folding.Fold(key), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Who_reads_the_lists_of_people_and_keys_or_takes_a_spreadsheet_is_told()
    {
        using var here = await people.JoinAsync("Administrator", "79");
        using var reporter = await people.JoinAsync("Reporter", "79");
        await here.Visitor.OpenAsync("/admin");
        await here.Visitor.OpenAsync("/admin/keys");
        using var file = await reporter.Visitor.AskAsync($"/report/file/template.xlsx?programme={Calls.GoLive}");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);

        Assert.Equal(["admin.people-read", "admin.keys-read"], (await ByAsync((await OfAsync(here.Email))[^1].By)).Select(row => row.What).Skip(2));
        var taken = (await ByAsync((await OfAsync(reporter.Email))[^1].By))[^1];
        Assert.Equal(("export.template", "79", Calls.GoLive), (taken.What, taken.Body, taken.Programme));
        using var auditor = await people.JoinAsync("Auditor");
        Assert.Contains($"href=\"/provinces/79?programme={Calls.GoLive}\"", await auditor.Visitor.OpenAsync("/audit?what=export"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_told_every_word_is_known_and_the_chain_holds()
    {
        using var member = await people.JoinAsync("Auditor");
        using var elsewhere = await member.ElsewhereAsync(people.Board.Address);

        foreach (var secret in member.Codes.Append(member.Secret).Append(PeopleBoard.Password))
        {
            Assert.DoesNotContain(await AllAsync(), row => row.FoundBy.Contains(Folding.Fold(secret), StringComparison.Ordinal));
        }
        foreach (var kind in new[] { "access", "admin" })
        {
            var page = await member.Visitor.OpenAsync($"/audit?what={kind}");
            Assert.Contains(kind == "access" ? "Signed in with password and code, from 127.0.0.1" : "Invited as: Auditor", page, StringComparison.Ordinal);
            Assert.DoesNotMatch($"<td>\\s*{kind}\\.", page);
        }
        await using var services = Services();
        var found = await Trail.VerifyAsync(services.GetRequiredService<IRecord>());
        Assert.Null(found.Broken);
    }

    private ServiceProvider Services() => new ServiceCollection().AddLogging().AddData(new RecordOptions(people.Board.DataDirectory, null)).BuildServiceProvider();

    private async Task<List<AuditRow>> AllAsync()
    {
        await using var services = Services();
        return await Trail.OfAsync(services.GetRequiredService<IRecord>());
    }

    private async Task<List<AuditRow>> OfAsync(string subject) => (await AllAsync()).FindAll(row => row.Subject == subject);

    private async Task<List<AuditRow>> ByAsync(string name) => (await AllAsync()).FindAll(row => row.By == name);

    private async Task<string> KeyIdAsync(string name)
    {
        var page = await people.Administrator.Visitor.OpenAsync("/admin/keys");
        return Replacing().Match(page[page.IndexOf(name, StringComparison.Ordinal)..]).Groups["id"].Value;
    }

    [GeneratedRegex("name=\"id\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PersonId();

    [GeneratedRegex("name=\"Replacing.Id\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Replacing();

    [GeneratedRegex("sb_[\\w-]{40,}", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
