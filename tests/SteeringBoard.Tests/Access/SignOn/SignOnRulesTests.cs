using System.Buffers.Text;
using System.Text.Json;
using SteeringBoard.Access.SignOn;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Serving;

namespace SteeringBoard.Tests.Access.SignOn;

public sealed class SignOnRulesTests(RealBoard real) : IClassFixture<RealBoard>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);

    [Theory]
    [InlineData("""{"iss":"https://p","aud":"board","nonce":"n","exp":1750000100,"sub":"a"}""", null)]
    [InlineData("""{"iss":"https://p","aud":["board"],"azp":"board","nonce":"n","exp":1750000100,"sub":"a"}""", null)]
    [InlineData("""{"iss":"https://q","aud":"board","nonce":"n","exp":1750000100,"sub":"a"}""", "another provider")]
    [InlineData("""{"iss":"https://p","aud":"shop","nonce":"n","exp":1750000100,"sub":"a"}""", "somebody else")]
    [InlineData("""{"iss":"https://p","aud":["board","shop"],"nonce":"n","exp":1750000100,"sub":"a"}""", "somebody else")]
    [InlineData("""{"iss":"https://p","aud":"board","azp":"shop","nonce":"n","exp":1750000100,"sub":"a"}""", "somebody else")]
    [InlineData("""{"iss":"https://p","aud":"board","nonce":"m","exp":1750000100,"sub":"a"}""", "another signing in")]
    [InlineData("""{"iss":"https://p","aud":"board","exp":1750000100,"sub":"a"}""", "another signing in")]
    [InlineData("""{"iss":"https://p","aud":"board","nonce":"n","exp":1749999000,"sub":"a"}""", "is over")]
    [InlineData("""{"iss":"https://p","aud":"board","nonce":"n","sub":"a"}""", "is over")]
    [InlineData("""{"iss":"https://p","aud":"board","nonce":"n","exp":1750000100}""", "names nobody")]
    [InlineData("[]", "another provider")]
    public void A_token_is_of_this_provider_for_this_board_and_this_signing_in(string claims, string? fault)
    {
        var token = SignOnRules.Open($"x.{Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims))}.x");
        var refused = Record.Exception(() => SignOnRules.Check(token, "https://p", "board", "n", Now));

        Assert.Equal(fault is null, refused is null);
        Assert.Contains(fault ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("a.b"), InlineData("a.!.c"), InlineData("a.e30x.c"), InlineData("a.b.c.d.e")]
    public void What_is_no_token_is_refused(string? token) => Assert.Throws<SignOnException>(() => SignOnRules.Open(token));

    [Theory]
    [InlineData("""{"issuer":"https://p","authorization_endpoint":"https://p/a","token_endpoint":"https://p/t"}""", null)]
    [InlineData("""{"issuer":"https://p/","authorization_endpoint":"https://p/a","token_endpoint":"https://p/t","userinfo_endpoint":"https://p/u"}""", null)]
    [InlineData("""{"issuer":"https://q","authorization_endpoint":"https://p/a","token_endpoint":"https://p/t"}""", "https://q")]
    [InlineData("""{"issuer":"https://p","token_endpoint":"https://p/t"}""", "authorization_endpoint")]
    [InlineData("""{"issuer":"https://p","authorization_endpoint":"https://p/a","token_endpoint":"http://p/t"}""", "token_endpoint")]
    [InlineData("7", "names itself")]
    public void A_provider_tells_where_it_is_asked_and_by_its_own_name(string told, string? fault)
    {
        var refused = Record.Exception(() => ProviderAddresses.Read(JsonElement.Parse(told), new Uri("https://p")));

        Assert.Equal(fault is null, refused is null);
        Assert.Contains(fault ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SignOn:ClientId", "", "SignOn:ClientId")]
    [InlineData("SignOn:ClientSecret", "", "SignOn:ClientSecret")]
    [InlineData("SignOn:Authority", "", "SignOn:Authority")]
    [InlineData("SignOn:Authority", "http://login.example.vn", "SignOn:Authority")]
    [InlineData("SignOn:Authority", "login", "SignOn:Authority")]
    [InlineData("SignOn:Roles:staff", "King", "SignOn:Roles:staff")]
    [InlineData("SignOn:Secret", "x", "SignOn:Secret")]
    public async Task A_wrong_setting_is_named_at_start(string key, string value, string named)
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["SignOn:Authority"] = "https://login.example.vn", ["SignOn:ClientId"] = "board", ["SignOn:ClientSecret"] = "secret", [key] = value };

        await Executable.RefusedAsync(folder.Path, ["serve"], settings, named);
    }

    [Fact]
    public async Task Where_it_is_not_configured_there_is_neither_button_nor_door()
    {
        using var visitor = new Visitor(real.Board.Address);

        Assert.DoesNotContain("sign-on", await visitor.OpenAsync("/sign-in"), StringComparison.Ordinal);
        foreach (var path in new[] { "/sign-in/sign-on", "/sign-in/sign-on/back?code=x&state=y" })
        {
            using var answer = await visitor.AskAsync(path);
            Assert.StartsWith("/sign-in?back=", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
    }
}
