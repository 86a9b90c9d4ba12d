using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Data;
using SteeringBoard.Tests.Audit;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Serving;

namespace SteeringBoard.Tests.Access.SignOn;

/// <summary>People come in by single sign-on, on a running board and a real provider.</summary>
public sealed partial class SignOnTests : IClassFixture<SignOnBoard>
{
    private readonly SignOnBoard _people;

    public SignOnTests(SignOnBoard people)
    {
        Assert.SkipWhen(OpenIdProvider.Missing.Length > 0, OpenIdProvider.Missing);
        _people = people;
    }

    private OpenIdProvider Provider => _people.Provider;

    [Fact]
    public async Task Body_and_role_are_what_the_provider_says()
    {
        using var visitor = new Visitor(_people.Board.Address);
        var (login, email) = SignOnBoard.Somebody("role=Reporter&body=79");

        Assert.Contains("Sign in with Test login", await visitor.OpenAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal("/my-work", await Provider.EnterAsync(visitor, login));

        await visitor.OpenAsync("/provinces/79");
        await visitor.OpenAsync("/report/file");
        var account = await visitor.OpenAsync("/account");
        Assert.Contains(email, account, StringComparison.Ordinal);
        Assert.Contains("<td>single sign-on</td>", account, StringComparison.Ordinal);
        // The password is the provider's: there is none to change here.
        Assert.DoesNotContain("Typed.Old", account, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_another_bodys_stays_shut()
    {
        using var visitor = new Visitor(_people.Board.Address);
        await Provider.EnterAsync(visitor, SignOnBoard.Somebody("role=Reporter&body=01").Login);

        foreach (var path in new[] { "/provinces/79", "/provinces/79/cells/I03", "/", "/audit", "/admin", "/operations" })
        {
            using var answer = await visitor.AskAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden || answer.Headers.Location?.OriginalString == "/provinces/01", $"{path}: {answer.StatusCode}");
        }
        await visitor.OpenAsync("/provinces/01");
    }

    [Theory]
    [InlineData("/directives?q=x", "/directives?q=x")]
    [InlineData("https://example.org/", "/")]
    [InlineData("//example.org/", "/")]
    public async Task One_goes_where_one_wanted_on_this_site(string back, string gone)
    {
        using var visitor = new Visitor(_people.Board.Address);

        Assert.Equal(gone, await Provider.EnterAsync(visitor, SignOnBoard.Somebody("role=Officer&body=MOF").Login, back));
    }

    [Theory]
    [InlineData("role=Reporter&body=ZZ", "sign-on-body", "of no body this board knows")]
    [InlineData("role=King&body=79", "sign-on-role", "no role that is good here")]
    [InlineData("body=79", "sign-on-role", "no role that is good here")]
    [InlineData("role=Reporter", "sign-on-role", "no role that is good here")]
    [InlineData("role=Office&body=79", "sign-on-role", "no role that is good here")]
    [InlineData("role=System&body=79", "sign-on-role", "no role that is good here")]
    [InlineData("role=Administrator", "sign-on-role", "no role that is good here")]
    [InlineData("role=Reporter Approver&body=79", "sign-on-role", "no role that is good here")]
    [InlineData("role=Reporter&body=79&email=none", "sign-on-claims", "name and e-mail")]
    public async Task Who_is_nobody_here_is_told_why_and_stays_outside(string said, string code, string told)
    {
        using var visitor = new Visitor(_people.Board.Address);

        var gone = await Provider.EnterAsync(visitor, SignOnBoard.Somebody(said).Login, "/directives");

        Assert.Equal($"/sign-in?refused={code}&back=%2Fdirectives", gone);
        Assert.Contains(told, await visitor.OpenAsync(gone), StringComparison.Ordinal);
        await OutsideAsync(visitor);
    }

    [Fact]
    public async Task Roles_that_are_the_providers_own_business_do_not_stand_in_the_way()
    {
        using var visitor = new Visitor(_people.Board.Address);

        Assert.Equal("/my-work", await Provider.EnterAsync(visitor, SignOnBoard.Somebody("role=printing approver&body=79").Login));
    }

    [Fact]
    public async Task Another_role_at_the_provider_is_another_role_here_and_ends_what_was()
    {
        using var before = new Visitor(_people.Board.Address);
        using var after = new Visitor(_people.Board.Address);
        var (login, email) = SignOnBoard.Somebody("body=79&role=");
        await Provider.EnterAsync(before, login + "Reporter");

        Assert.Equal("/my-work", await Provider.EnterAsync(after, login + "Approver"));

        await OutsideAsync(before);
        Assert.Contains("approver", await after.OpenAsync("/account"), StringComparison.Ordinal);
        Assert.Single(PersonId().Matches(await _people.Administrator.Visitor.OpenAsync($"/admin?q={email}")).Select(match => match.Groups["id"].Value).Distinct());
    }

    [Fact]
    public async Task Who_is_locked_is_out_and_comes_in_no_more_until_opened()
    {
        using var inside = new Visitor(_people.Board.Address);
        using var again = new Visitor(_people.Board.Address);
        var (login, email) = SignOnBoard.Somebody("role=Reporter&body=79");
        await Provider.EnterAsync(inside, login);

        await ChangeAsync(email, "lock");

        await OutsideAsync(inside);
        Assert.Equal("/sign-in?refused=sign-on-locked", await Provider.EnterAsync(again, login));
        await OutsideAsync(again);
        await ChangeAsync(email, "unlock");
        using var opened = new Visitor(_people.Board.Address);
        Assert.Equal("/my-work", await Provider.EnterAsync(opened, login));
    }

    [Fact]
    public async Task An_administrator_ends_its_sessions_too()
    {
        using var visitor = new Visitor(_people.Board.Address);
        var (login, email) = SignOnBoard.Somebody("role=Reporter&body=79");
        await Provider.EnterAsync(visitor, login);

        await ChangeAsync(email, "end");

        await OutsideAsync(visitor);
    }

    [Theory]
    [InlineData("email_verified=true", "/my-work")]
    [InlineData("email_verified=false", "/sign-in?refused=sign-on-taken")]
    [InlineData("email_verified=true&role=Approver", "/sign-in?refused=sign-on-taken")]
    [InlineData("email_verified=true&body=01", "/sign-in?refused=sign-on-taken")]
    public async Task An_invited_account_is_joined_only_as_what_it_is_and_by_an_address_that_was_seen(string said, string gone)
    {
        using var member = await _people.JoinAsync("Reporter", "79");
        using var visitor = new Visitor(_people.Board.Address);
        var login = $"sub={Guid.NewGuid():N}&name=Người được mời&email={member.Email}&role=Reporter&body=79&{said}";

        Assert.Equal(gone, await Provider.EnterAsync(visitor, login));

        if (gone == "/my-work")
        {
            // It keeps its password.
            Assert.Contains("Typed.Old", await visitor.OpenAsync("/account"), StringComparison.Ordinal);
        }
        else
        {
            await OutsideAsync(visitor);
        }
    }

    [Fact]
    public async Task A_state_that_was_tampered_with_lets_nobody_in()
    {
        using var visitor = new Visitor(_people.Board.Address);
        var coming = (await Provider.VisitAsync(visitor, SignOnBoard.Somebody("role=Auditor").Login)).AbsoluteUri;

        foreach (var address in new[] { State().Replace(coming, "state=made-up"), State().Replace(coming, match => match.Value[..^2] + "xx"), "/sign-in/sign-on/back", "/sign-in/sign-on/back?code=x" })
        {
            using var answer = await visitor.AskAsync(address);
            Assert.Equal("/sign-in?refused=sign-on-failed", answer.Headers.Location?.OriginalString);
            await OutsideAsync(visitor);
        }
    }

    [Fact]
    public async Task An_answer_to_somebody_elses_browser_lets_nobody_in()
    {
        using var visitor = new Visitor(_people.Board.Address);
        using var other = new Visitor(_people.Board.Address);
        var coming = await Provider.VisitAsync(visitor, SignOnBoard.Somebody("role=Auditor").Login);

        using var answer = await other.AskAsync(coming.AbsoluteUri);

        Assert.StartsWith("/sign-in?refused=sign-on-failed", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await OutsideAsync(other);
    }

    [Fact]
    public async Task The_provider_has_the_proof_key_it_insists_on()
    {
        using var visitor = new Visitor(_people.Board.Address);

        var leaving = (await OpenIdProvider.LeaveAsync(visitor)).AbsoluteUri;

        Assert.Matches("[?&]code_challenge=[\\w-]{43}(&|$)", leaving);
        Assert.Contains("code_challenge_method=S256", leaving, StringComparison.Ordinal);
        using var without = await visitor.AskAsync(Challenge().Replace(leaving, ""));
        Assert.Contains("requires+PKCE", without.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_opens_to_whoever_knocks()
    {
        using var nobody = new Visitor(_people.Board.Address);
        using var stranger = new Visitor(_people.Board.Address);
        stranger.Client.DefaultRequestHeaders.Authorization = new("Bearer", "sb_made_up");

        Assert.Equal(Provider.Address.Port, (await OpenIdProvider.LeaveAsync(nobody)).Port);
        Assert.Equal(Provider.Address.Port, (await OpenIdProvider.LeaveAsync(stranger)).Port);
    }

    [Fact]
    public async Task Who_turns_back_at_the_provider_is_told_to_begin_again()
    {
        using var visitor = new Visitor(_people.Board.Address);

        Assert.Equal("/sign-in?refused=sign-on-failed&back=%2Fdirectives", await TurnBackAsync(visitor, "/directives"));
        await OutsideAsync(visitor);
    }

    [Fact]
    public async Task Of_a_provider_that_goes_away_on_the_way_one_is_told_the_way_out()
    {
        using var visitor = new Visitor(_people.Board.Address);
        var coming = await Provider.VisitAsync(visitor, SignOnBoard.Somebody("role=Auditor").Login);
        await Provider.StopAsync();
        try
        {
            using var answer = await visitor.AskAsync(coming.AbsoluteUri);

            Assert.Equal("/sign-in?refused=sign-on-away", answer.Headers.Location?.OriginalString);
            await OutsideAsync(visitor);
        }
        finally
        {
            await Provider.StartAsync(_people.Board.Address);
        }
    }

    [Fact]
    public async Task Of_a_provider_that_is_away_one_is_told_the_way_out_in_ones_language_and_it_opens_once_it_is_back()
    {
        await using var provider = new OpenIdProvider();
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>(RealBoard.Settings.Concat(provider.Settings)));
        using var visitor = new Visitor(board.Address);

        Assert.Equal("/sign-in?refused=sign-on-away&back=%2Fdirectives", (await OpenIdProvider.LeaveAsync(visitor, "/directives")).PathAndQuery);
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");
        Assert.Contains("không trả lời", await visitor.OpenAsync("/sign-in?refused=sign-on-away"), StringComparison.Ordinal);

        await provider.StartAsync(board.Address);
        await Eventually.PassesAsync(async () =>
        {
            Assert.Equal("/directives", await provider.EnterAsync(visitor, SignOnBoard.Somebody("role=Auditor").Login, "/directives"));
        });
    }

    [Fact]
    public async Task Coming_in_following_the_provider_and_being_refused_are_in_the_trail()
    {
        using var visitor = new Visitor(_people.Board.Address);
        using var elsewhere = new Visitor(_people.Board.Address);
        using var nobody = new Visitor(_people.Board.Address);
        using var auditor = await _people.JoinAsync("Auditor");
        var (login, email) = SignOnBoard.Somebody("body=79&role=");
        await Provider.EnterAsync(visitor, login + "Reporter");
        await Provider.EnterAsync(elsewhere, login + "Approver");
        await Provider.EnterAsync(nobody, SignOnBoard.Somebody($"role=King-{email[..8]}&body=79").Login);

        await using var services = new ServiceCollection().AddLogging().AddData(new RecordOptions(_people.Board.DataDirectory, null)).BuildServiceProvider();
        var all = await Trail.OfAsync(services.GetRequiredService<IRecord>());
        var told = all.FindAll(row => row.Subject == email);

        Assert.Equal(
            ["access.joined.single-sign-on", "access.entered.single-sign-on", "access.followed", "access.entered.single-sign-on"], told.Select(row => row.What));
        Assert.Equal(["Reporter", "79", "Approver"], told[2].Told);
        var refused = Assert.Single(all, row => row.What == "access.refused.single-sign-on" && row.Told.Contains($"King-{email[..8]}"));
        Assert.Equal(("", "127.0.0.1"), (refused.By, refused.Told[0]));
        Assert.DoesNotContain(all, row => row.FoundBy.Contains(Folding.Fold(OpenIdProvider.Secret), StringComparison.Ordinal));
        Assert.Contains("Single sign-on refused, from 127.0.0.1", await auditor.Visitor.OpenAsync("/audit?what=access.refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turning_back_is_in_the_trail_and_coming_back_from_nowhere_is_not()
    {
        await using var provider = new OpenIdProvider();
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>(RealBoard.Settings.Concat(provider.Settings)));
        await provider.StartAsync(board.Address);
        using var visitor = new Visitor(board.Address);
        await Eventually.PassesAsync(async () => Assert.Equal(provider.Address.Port, (await OpenIdProvider.LeaveAsync(visitor)).Port));

        for (var time = 0; time < 3; time++)
        {
            using var answer = await visitor.AskAsync("/sign-in/sign-on/back?code=made-up&state=made-up");
            Assert.Equal("/sign-in?refused=sign-on-failed", answer.Headers.Location?.OriginalString);
        }
        await TurnBackAsync(visitor, "/directives");

        await using var services = new ServiceCollection().AddLogging().AddData(new RecordOptions(board.DataDirectory, null)).BuildServiceProvider();
        var all = await Trail.OfAsync(services.GetRequiredService<IRecord>());
        var told = Assert.Single(all, row => row.What == "access.refused.broken-off");
        Assert.Equal(("", null), (told.By, told.Subject));
        Assert.Equal(["127.0.0.1"], told.Told);
    }

    /// <summary>Leaves for the provider, turns back there and gives where the board then leads.</summary>
    private static async Task<string?> TurnBackAsync(Visitor visitor, string back)
    {
        var at = await OpenIdProvider.LeaveAsync(visitor, back);
        using var asked = await visitor.AskAsync(at.AbsoluteUri);
        var form = new Uri(at, asked.Headers.Location!);
        using var aborted = await visitor.AskAsync($"{form}/abort");
        using var resumed = await visitor.AskAsync(new Uri(form, aborted.Headers.Location!).AbsoluteUri);
        using var answer = await visitor.AskAsync(resumed.Headers.Location!.AbsoluteUri);
        return answer.Headers.Location?.OriginalString;
    }

    private async Task ChangeAsync(string email, string act)
    {
        var page = await _people.Administrator.Visitor.OpenAsync($"/admin?q={email}");
        var id = PersonId().Match(page).Groups["id"].Value;
        using var changed = await _people.Administrator.Visitor.SendAsync($"/admin?q={email}", "/admin/people", ("id", id), ("act", act));
        Assert.Contains($"said={act}", changed.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private static async Task OutsideAsync(Visitor visitor)
    {
        using var answer = await visitor.AskAsync("/directives");
        Assert.Equal("/sign-in?back=%2Fdirectives", answer.Headers.Location?.OriginalString);
    }

    [GeneratedRegex("state=[^&]+", RegexOptions.None, 1000)]
    private static partial Regex State();

    [GeneratedRegex("[?&]code_challenge(_method)?=[^&]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Challenge();

    [GeneratedRegex("name=\"id\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PersonId();
}
