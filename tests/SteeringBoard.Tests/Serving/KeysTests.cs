using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Administrators make, replace and take back API keys on a running board.</summary>
public sealed partial class KeysTests(PeopleBoard people) : IClassFixture<PeopleBoard>
{
    [Fact]
    public async Task A_key_is_shown_once_and_is_good_for_what_it_says()
    {
        var (name, key) = await MakeAsync(people.Administrator, "79");
        using var client = people.Board.CreateClient(key);
        var now = TimeProvider.System.GetUtcNow();

        var taken = await client.PushAsync(Calls.Procedures("79", now, 9));

        Assert.Empty(taken.Problems);
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.BodyNotYours, client.SendAsync(Calls.Procedures("01", now, 9)));
        var tested = Calls.Procedures("79", now, 9) with { Readings = [new ReadingEntry { Indicator = "I23", Value = 1, Total = 25, Evidence = EvidenceLevel.Tested }] };
        Assert.Equal("evidence-not-allowed", Assert.Single((await client.PushAsync(tested)).Problems).Code);
        var page = await people.Administrator.Visitor.OpenAsync("/admin/keys");
        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.DoesNotContain(key, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_only_reads_pushes_nothing()
    {
        var (_, key) = await MakeAsync(people.Administrator, "79", scope: "read");
        using var client = people.Board.CreateClient(key);

        Assert.NotEmpty((await client.BoardAsync()).Cells);
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "forbidden", client.SendAsync(Calls.Procedures("79", TimeProvider.System.GetUtcNow(), 9)));
    }

    [Fact]
    public async Task The_old_key_is_good_beside_the_new_one_for_the_overlap()
    {
        var (name, old) = await MakeAsync(people.Administrator, "79");

        var replaced = await people.Administrator.Visitor.FillAsync("/admin/keys", "Replacing.Id", ("Replacing.Id", await IdOfAsync(name)), ("Replacing.Overlap", "0"));
        var fresh = Key().Match(replaced).Value;

        foreach (var key in new[] { old, fresh })
        {
            using var client = people.Board.CreateClient(key);
            Assert.Equal(HttpStatusCode.OK, (await client.AskAsync("api/v1/programmes")).StatusCode);
        }
        Assert.NotEqual(old, fresh);
    }

    [Fact]
    public async Task Without_an_overlap_the_old_key_ends_at_once()
    {
        var (name, old) = await MakeAsync(people.Administrator, "79");

        var replaced = await people.Administrator.Visitor.FillAsync("/admin/keys", "Replacing.Id", ("Replacing.Id", await IdOfAsync(name)), ("Replacing.Overlap", "3"));

        using var before = people.Board.CreateClient(old);
        using var after = people.Board.CreateClient(Key().Match(replaced).Value);
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", before.AskAsync("api/v1/programmes"));
        Assert.Equal(HttpStatusCode.OK, (await after.AskAsync("api/v1/programmes")).StatusCode);
    }

    [Fact]
    public async Task A_key_taken_back_is_good_no_more()
    {
        var (name, key) = await MakeAsync(people.Administrator, "01");
        using var client = people.Board.CreateClient(key);
        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync("api/v1/programmes")).StatusCode);

        using var ended = await people.Administrator.Visitor.SendAsync("/admin/keys", "/admin/keys/end", ("id", await IdOfAsync(name)));

        Assert.EndsWith("said=taken-back", ended.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await Calls.RefusedAsync(HttpStatusCode.Unauthorized, "unauthorized", client.AskAsync("api/v1/programmes"));
    }

    [Fact]
    public async Task An_administrator_of_a_province_gives_keys_of_it_that_only_claim()
    {
        using var here = await people.JoinAsync("Administrator", "79");
        var (name, _) = await MakeAsync(people.Administrator, "01");

        var (_, own) = await MakeAsync(here, "79");
        var elsewhere = await AskForAsync(here, $"k-{Guid.NewGuid():N}", "01", "push", "claimed");
        var all = await AskForAsync(here, $"k-{Guid.NewGuid():N}", "", "read", "claimed");
        var tested = await AskForAsync(here, $"k-{Guid.NewGuid():N}", "79", "push", "tested");
        using var ended = await here.Visitor.SendAsync("/admin/keys", "/admin/keys/end", ("id", await IdOfAsync(name)));

        using var client = people.Board.CreateClient(own);
        Assert.All((await client.BoardAsync()).Cells, cell => Assert.StartsWith("79", cell.Body, StringComparison.Ordinal));
        Assert.Contains("not yours to do", elsewhere, StringComparison.Ordinal);
        Assert.Contains("not yours to do", all, StringComparison.Ordinal);
        Assert.Contains("more than the level claimed", tested, StringComparison.Ordinal);
        Assert.EndsWith("refused=not-yours", ended.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain(name, await here.Visitor.OpenAsync("/admin/keys"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("có dấu", "79", "365", "without accents")]
    [InlineData("ok-name", "98", "365", "no body of this code")]
    [InlineData("ok-name", "79", "0", "1 to 730")]
    [InlineData("ok-name", "79", "100000", "1 to 730")]
    [InlineData("province-79", "79", "365", "of this name")]
    public async Task What_is_wrong_with_a_key_is_told(string name, string body, string days, string told)
    {
        var page = await people.Administrator.Visitor.FillAsync(
            "/admin/keys", "value=\"key\"", ("Typed.Name", name), ("Typed.Body", body), ("Typed.Scope", "push"), ("Typed.Most", "claimed"), ("Typed.Days", days));

        Assert.Contains(told, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_of_a_province_replaces_no_key_that_says_more_than_claimed()
    {
        using var here = await people.JoinAsync("Administrator", "79");
        var name = $"k-{Guid.NewGuid():N}";
        var tested = Key().Match(await AskForAsync(people.Administrator, name, "79", "push", "tested")).Value;

        var refused = await here.Visitor.FillAsync("/admin/keys", "Replacing.Id", ("Replacing.Id", await IdOfAsync(name)), ("Replacing.Overlap", "3"));

        Assert.Contains("more than the level claimed", refused, StringComparison.Ordinal);
        Assert.DoesNotMatch(Key(), refused);
        using var client = people.Board.CreateClient(tested);
        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync("api/v1/programmes")).StatusCode);
        var replaced = await people.Administrator.Visitor.FillAsync("/admin/keys", "Replacing.Id", ("Replacing.Id", await IdOfAsync(name)), ("Replacing.Overlap", "0"));
        Assert.Matches(Key(), replaced);
    }

    [Fact]
    public async Task Who_watches_by_a_key_that_ended_is_cut_off_though_another_of_its_name_is_good()
    {
        var (name, old) = await MakeAsync(people.Administrator, "79");
        await using var leaked = await HubClient.ConnectAsync(people.Board.Address, old);
        await leaked.WatchBodiesAsync(Calls.GoLive, "79");

        var replaced = await people.Administrator.Visitor.FillAsync("/admin/keys", "Replacing.Id", ("Replacing.Id", await IdOfAsync(name)), ("Replacing.Overlap", "3"));
        await using var stays = await HubClient.ConnectAsync(people.Board.Address, Key().Match(replaced).Value);

        await Eventually.HoldsAsync(() => Task.FromResult(leaked.State is HubConnectionState.Disconnected), "the line's end", TimeSpan.FromSeconds(40));
        await stays.WatchBodiesAsync(Calls.GoLive, "79");
    }

    [Fact]
    public async Task Its_last_use_is_known()
    {
        var (name, key) = await MakeAsync(people.Administrator, "79");
        using var client = people.Board.CreateClient(key);
        Assert.Contains("never", await RowAsync(name), StringComparison.Ordinal);

        await client.AskAsync("api/v1/programmes");

        await Eventually.HoldsAsync(async () => !(await RowAsync(name)).Contains("never", StringComparison.Ordinal), "the last use");
    }

    private static async Task<(string Name, string Key)> MakeAsync(Member by, string body, string scope = "push")
    {
        var name = $"k-{Guid.NewGuid():N}";
        var page = await AskForAsync(by, name, body, scope, "claimed");
        Assert.True(Key().IsMatch(page), page);
        return (name, Key().Match(page).Value);
    }

    private static Task<string> AskForAsync(Member by, string name, string body, string scope, string most) => by.Visitor.FillAsync(
        "/admin/keys", "value=\"key\"", ("Typed.Name", name), ("Typed.Body", body), ("Typed.Scope", scope), ("Typed.Most", most), ("Typed.Days", "30"));

    private async Task<string> RowAsync(string name)
    {
        var page = await people.Administrator.Visitor.OpenAsync("/admin/keys");
        var from = page.IndexOf(name, StringComparison.Ordinal);
        return page[from..page.IndexOf("</tr>", from, StringComparison.Ordinal)];
    }

    private async Task<string> IdOfAsync(string name) => Id().Match(await RowAsync(name)).Groups["it"].Value;

    [GeneratedRegex("sb_[\\w-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("value=\"(?<it>[0-9a-f]{8}-[0-9a-f-]{27})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
