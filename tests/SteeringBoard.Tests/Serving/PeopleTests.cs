using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using SteeringBoard.Access.People;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>People are invited, sign in by password and second factor, and are managed, on a running board.</summary>
public sealed class PeopleTests(PeopleBoard people) : IClassFixture<PeopleBoard>
{
    [Fact]
    public async Task Nobody_sees_a_page_but_the_door()
    {
        using var nobody = new Visitor(people.Board.Address);

        using var turned = await nobody.AskAsync("/provinces/79?level=tested");
        using var account = await nobody.AskAsync("/account");

        Assert.Equal("/sign-in?back=%2Fprovinces%2F79%3Flevel%3Dtested", turned.Headers.Location?.OriginalString);
        Assert.Equal("/sign-in?back=%2Faccount", account.Headers.Location?.OriginalString);
        Assert.DoesNotContain("name=\"person\"", await nobody.OpenAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reporter", "79", true)]
    [InlineData("Approver", "79", true)]
    [InlineData("Officer", "MOF", false)]
    [InlineData("Auditor", "", false)]
    [InlineData("Administrator", "79", false)]
    public async Task The_navigation_of_a_provinces_people_leads_to_their_own_province(string role, string body, bool leads)
    {
        using var member = await people.JoinAsync(role, body);

        var page = await member.Visitor.OpenAsync("/account");

        Assert.Equal(leads, page.Contains("<a href=\"/provinces/79\"", StringComparison.Ordinal));
        Assert.Equal(role == "Auditor", page.Contains("<a href=\"/provinces\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_comes_in_by_password_and_code_and_goes_where_one_wanted()
    {
        using var member = await people.JoinAsync("Reporter", "79");
        using var visitor = new Visitor(people.Board.Address);

        var next = Totp.Code(member.Secret, TimeProvider.System.GetUtcNow().AddSeconds(30));
        using var entered = await Member.SignInAsync(visitor, member.Email, PeopleBoard.Password, next, "/sign-in?back=%2Fmy-work");

        Assert.Equal((HttpStatusCode.Redirect, "/my-work"), (entered.StatusCode, new Uri(people.Board.Address, entered.Headers.Location!).AbsolutePath));
        await visitor.OpenAsync("/my-work");
        using var front = await visitor.AskAsync("/");
        Assert.Equal("/provinces/79", front.Headers.Location?.OriginalString);
        using var other = await visitor.AskAsync("/provinces/01");
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        // The code is used up.
        using var again = new Visitor(people.Board.Address);
        Assert.Contains("is not right", await RefusedAsync(again, member.Email, PeopleBoard.Password, next), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reporter", "79", "/my-work")]
    [InlineData("Officer", "MOF", "/my-work")]
    [InlineData("Office", "", "/my-work")]
    [InlineData("Operator", "", "/operations")]
    [InlineData("Auditor", "", "/")]
    public async Task One_who_wanted_no_page_comes_in_where_ones_work_is(string role, string body, string page)
    {
        using var member = await people.JoinAsync(role, body);
        using var visitor = new Visitor(people.Board.Address);

        using var entered = await Member.SignInAsync(visitor, member.Email, PeopleBoard.Password, member.Codes[0]);

        Assert.Equal((HttpStatusCode.Redirect, page), (entered.StatusCode, new Uri(people.Board.Address, entered.Headers.Location!).AbsolutePath));
        await visitor.OpenAsync(page);
    }

    [Fact]
    public async Task A_wrong_password_a_wrong_code_and_an_unknown_address_are_told_alike()
    {
        using var member = await people.JoinAsync("Officer", "MOF");
        using var visitor = new Visitor(people.Board.Address);

        var password = await RefusedAsync(visitor, member.Email, "wrong password here", member.Codes[0]);
        var code = await RefusedAsync(visitor, member.Email, PeopleBoard.Password, "000000");
        var address = await RefusedAsync(visitor, "nobody@board.vn", PeopleBoard.Password, "000000");

        var told = Told(password);
        Assert.NotEmpty(told);
        Assert.Equal((told, told), (Told(code), Told(address)));
        Assert.DoesNotContain(visitor.Cookies.GetCookies(people.Board.Address), cookie => cookie.Name == "person");
    }

    [Fact]
    public async Task Five_wrong_ones_in_a_row_lock_the_account_until_an_administrator_opens_it()
    {
        using var member = await people.JoinAsync("Officer", "MOF");
        using var visitor = new Visitor(people.Board.Address);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var guesser = new Visitor(people.Board.Address);
            await RefusedAsync(guesser, member.Email, "wrong password here", "000000");
        }));

        Assert.Contains("is not right", await RefusedAsync(visitor, member.Email, PeopleBoard.Password, member.Codes[0]), StringComparison.Ordinal);

        using var opened = await ChangeAsync(people.Administrator, member, "unlock");
        Assert.EndsWith("said=unlock", opened.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var entered = await member.ElsewhereAsync(people.Board.Address);
        await entered.OpenAsync("/my-work");
    }

    [Fact]
    public async Task A_recovery_code_is_good_once()
    {
        using var member = await people.JoinAsync("Auditor");
        var code = member.Codes[^1];
        using var first = await member.ElsewhereAsync(people.Board.Address);
        using var second = new Visitor(people.Board.Address);

        Assert.Contains("is not right", await RefusedAsync(second, member.Email, PeopleBoard.Password, code), StringComparison.Ordinal);
        using var third = await member.ElsewhereAsync(people.Board.Address);
        Assert.Contains("8 codes are left", await third.OpenAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_where_its_owner_says_so_and_others_stay()
    {
        using var member = await people.JoinAsync("Auditor");
        using var lost = await member.ElsewhereAsync(people.Board.Address);
        await lost.OpenAsync("/directives");

        using var ended = await member.Visitor.SendAsync("/account", "End all others");

        Assert.Equal("/account?said=end", ended.Headers.Location?.OriginalString);
        using var after = await lost.AskAsync("/directives");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Contains("The sessions are ended", await member.Visitor.OpenAsync("/account?said=end"), StringComparison.Ordinal);
        Assert.Contains("The session is ended", await member.Visitor.OpenAsync("/account?said=ended"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_watches_live_is_cut_off_once_the_session_is_ended_and_nobody_else_is()
    {
        using var member = await people.JoinAsync("Auditor");
        using var other = await people.JoinAsync("Auditor");
        await using var live = await HubClient.ConnectAsync(people.Board.Address, cookies: member.Visitor.Cookies);
        await using var stays = await HubClient.ConnectAsync(people.Board.Address, cookies: other.Visitor.Cookies);
        await live.WatchBoardAsync(Calls.GoLive);

        using var ended = await ChangeAsync(people.Administrator, member, "end");

        await Eventually.HoldsAsync(() => Task.FromResult(live.State is HubConnectionState.Disconnected), "the line's end", TimeSpan.FromSeconds(40));
        await stays.WatchBoardAsync(Calls.GoLive);
        await Assert.ThrowsAnyAsync<Exception>(() => HubClient.ConnectAsync(people.Board.Address, cookies: member.Visitor.Cookies));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_not_only_the_cookie()
    {
        using var member = await people.JoinAsync("Auditor");
        var cookie = member.Visitor.Cookies.GetCookieHeader(people.Board.Address);

        using var left = await member.Visitor.SendAsync("/directives", "/sign-out");

        using var thief = people.Board.CreateClient();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.AskAsync("api/v1/programmes")).StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_is_asked_for_from_then_on()
    {
        using var member = await people.JoinAsync("Auditor");
        using var other = await member.ElsewhereAsync(people.Board.Address);
        const string Fresh = "hoàn toàn khác hẳn trước";

        var wrong = await member.Visitor.FillAsync("/account", "value=\"password\"", ("Typed.Old", "not this one"), ("Typed.Password", Fresh), ("Typed.Again", Fresh));
        var weak = await member.Visitor.FillAsync("/account", "value=\"password\"", ("Typed.Old", PeopleBoard.Password), ("Typed.Password", "short"), ("Typed.Again", "short"));
        var done = await member.Visitor.FillAsync("/account", "value=\"password\"", ("Typed.Old", PeopleBoard.Password), ("Typed.Password", Fresh), ("Typed.Again", Fresh));

        Assert.Contains("is not right", wrong, StringComparison.Ordinal);
        Assert.Contains("too weak", weak, StringComparison.Ordinal);
        Assert.Contains("The password is changed", done, StringComparison.Ordinal);
        using var after = await other.AskAsync("/directives");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        using var visitor = new Visitor(people.Board.Address);
        await RefusedAsync(visitor, member.Email, PeopleBoard.Password, member.Codes[0]);
        using var entered = await Member.SignInAsync(visitor, member.Email, Fresh, member.Codes[0]);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    [Fact]
    public async Task Another_app_takes_the_place_of_the_first()
    {
        using var member = await people.JoinAsync("Auditor");
        var secret = PeopleBoard.SecretOf(await member.Visitor.OpenAsync("/account"), out var kept);

        var page = await member.Visitor.FillAsync(
            "/account", "value=\"second\"",
            ("Typed.Old", PeopleBoard.Password), ("Typed.Sealed", kept), ("Typed.Code", Totp.Code(secret, TimeProvider.System.GetUtcNow())));

        Assert.Contains("The authenticator app is changed", page, StringComparison.Ordinal);
        using var visitor = new Visitor(people.Board.Address);
        await RefusedAsync(visitor, member.Email, PeopleBoard.Password, Totp.Code(member.Secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        using var entered = await Member.SignInAsync(visitor, member.Email, PeopleBoard.Password, Totp.Code(secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    [Fact]
    public async Task An_invitation_is_good_once()
    {
        using var member = await people.JoinAsync("Auditor");
        var page = await people.Administrator.Visitor.FillAsync(
            "/admin", "value=\"invite\"", ("Typed.Name", "Hai lần"), ("Typed.Email", $"{Guid.NewGuid():N}@board.vn"), ("Typed.Role", "Auditor"), ("Typed.Body", ""));
        var link = PeopleBoard.Link().Match(page).Value;
        using var first = await people.AcceptAsync(link, "x");
        using var second = new Visitor(people.Board.Address);

        using var answer = await second.AskAsync(new Uri(link).AbsolutePath);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("has been used", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var made = await second.AskAsync("/invitation/made-up");
        Assert.Equal(HttpStatusCode.Gone, made.StatusCode);
    }

    [Fact]
    public async Task An_administrator_of_a_province_manages_its_people_and_nobody_elses()
    {
        using var here = await people.JoinAsync("Administrator", "79");
        using var mine = await people.JoinAsync("Reporter", "79", here);
        using var theirs = await people.JoinAsync("Reporter", "01");

        var list = await here.Visitor.OpenAsync("/admin");

        Assert.Contains(mine.Email, list, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Email, list, StringComparison.Ordinal);
        Assert.DoesNotContain(people.Administrator.Email, list, StringComparison.Ordinal);
        foreach (var (role, body) in new[] { ("Reporter", "01"), ("Office", ""), ("Administrator", "") })
        {
            var refused = await here.Visitor.FillAsync(
                "/admin", "value=\"invite\"", ("Typed.Name", "Ai đó"), ("Typed.Email", $"{Guid.NewGuid():N}@board.vn"), ("Typed.Role", role), ("Typed.Body", body));
            Assert.Contains("not yours to do", refused, StringComparison.Ordinal);
        }
        var id = await IdOfAsync(theirs);
        using var locked = await here.Visitor.SendAsync("/admin", "/admin/people", ("id", id), ("act", "lock"));
        Assert.EndsWith("refused=not-yours", locked.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await theirs.Visitor.OpenAsync("/my-work");
    }

    [Fact]
    public async Task Who_is_locked_is_out_at_once_and_comes_in_no_more()
    {
        using var member = await people.JoinAsync("Reporter", "79");
        await member.Visitor.OpenAsync("/my-work");

        using var locked = await ChangeAsync(people.Administrator, member, "lock");

        using var after = await member.Visitor.AskAsync("/my-work");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        using var visitor = new Visitor(people.Board.Address);
        await RefusedAsync(visitor, member.Email, PeopleBoard.Password, member.Codes[0]);
        using var opened = await ChangeAsync(people.Administrator, member, "unlock");
        using var entered = await member.ElsewhereAsync(people.Board.Address);
    }

    [Fact]
    public async Task A_new_role_counts_from_the_next_sign_in_and_must_fit_the_body()
    {
        using var member = await people.JoinAsync("Reporter", "79");

        using var misfit = await ChangeAsync(people.Administrator, member, "role", ("role", "Office"));
        using var given = await ChangeAsync(people.Administrator, member, "role", ("role", "Administrator"));

        Assert.EndsWith("refused=role-misfit", misfit.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("said=role", given.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var visitor = await member.ElsewhereAsync(people.Board.Address);
        await visitor.OpenAsync("/admin");
    }

    [Theory]
    [InlineData("Reporter", "79")]
    [InlineData("Auditor", "")]
    [InlineData("Operator", "")]
    public async Task Who_is_no_administrator_manages_nobody(string role, string body)
    {
        using var member = await people.JoinAsync(role, body);

        foreach (var path in new[] { "/admin", "/admin/keys" })
        {
            using var answer = await member.Visitor.AskAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        using var form = new FormUrlEncodedContent([new("id", await IdOfAsync(member)), new("act", "unlock")]);
        using var posted = await member.Visitor.Client.PostAsync(new Uri("/admin/people", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
    }

    [Fact]
    public async Task A_form_from_elsewhere_changes_nothing()
    {
        using var form = new FormUrlEncodedContent([new("id", Guid.NewGuid().ToString()), new("act", "lock")]);

        using var posted = await people.Administrator.Visitor.Client.PostAsync(new Uri("/admin/people", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
    }

    [Fact]
    public async Task Who_is_signed_in_stays_so_over_a_restart()
    {
        await using var own = await BoardProcess.StartAsync(RealBoard.Settings);
        var said = await Executable.DoneAsync(own.DataDirectory, "invite", "A", "a@board.vn", "auditor");
        using var visitor = new Visitor(own.Address);
        var path = new Uri(PeopleBoard.Link().Match(said).Value).AbsolutePath;
        var secret = PeopleBoard.SecretOf(await visitor.OpenAsync(path), out var kept);
        await visitor.FillAsync(
            path, "value=\"accept\"", ("Typed.Password", PeopleBoard.Password), ("Typed.Again", PeopleBoard.Password), ("Typed.Sealed", kept),
            ("Typed.Code", Totp.Code(secret, TimeProvider.System.GetUtcNow())));
        await visitor.OpenAsync("/directives");

        await own.RestartAsync();

        await visitor.OpenAsync("/directives");
    }

    [Theory]
    [InlineData("x@board.vn", "King", "King")]
    [InlineData("x@board.vn", "Reporter", "Reporter is no role")]
    [InlineData("no-address", "Office", "no-address")]
    public async Task The_command_says_what_is_wrong_with_an_invitation(string email, string role, string named)
    {
        using var folder = new TempFolder();

        await Executable.RefusedAsync(folder.Path, ["invite", "A", email, role], [], named);
    }

    private static async Task<string> RefusedAsync(Visitor visitor, string email, string password, string code)
    {
        using var answer = await Member.SignInAsync(visitor, email, password, code);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static string Told(string page)
    {
        var from = page.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        return from < 0 ? "" : page[from..page.IndexOf("</p>", from, StringComparison.Ordinal)];
    }

    private static Task<HttpResponseMessage> ChangeAsync(Member by, Member whom, string act, params IEnumerable<(string Name, string Value)> more) =>
        by.Visitor.SendAsync($"/admin?q={Uri.EscapeDataString(whom.Email)}", "/admin/people", [("act", act), ("q", ""), .. more]);

    private async Task<string> IdOfAsync(Member member)
    {
        var page = await people.Administrator.Visitor.OpenAsync($"/admin?q={Uri.EscapeDataString(member.Email)}");
        var at = page.IndexOf("name=\"id\" value=\"", StringComparison.Ordinal) + "name=\"id\" value=\"".Length;
        return page[at..page.IndexOf('"', at)];
    }
}
