using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Signing in on a running board.</summary>
public sealed class SignInTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    [Fact]
    public async Task A_form_from_elsewhere_signs_nobody_in()
    {
        using var visitor = (await demo.StartedAsync()).CreateClient();
        using var form = new FormUrlEncodedContent([new("person", "office")]);

        using var answer = await visitor.PostAsync(new Uri("sign-in", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("person=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cookie_that_does_not_hold_makes_a_guest()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        guest.DefaultRequestHeaders.Add("Cookie", "person=made-up");

        Assert.NotEmpty((await guest.DirectivesAsync()).Directives);
    }

    [Theory, InlineData("sign-in"), InlineData("sign-out")]
    public async Task Outside_the_demo_there_is_no_sign_in(string path)
    {
        using var nobody = real.Board.CreateClient();
        using var form = new FormUrlEncodedContent([new("person", "office")]);

        using var answer = await nobody.PostAsync(new Uri(path, UriKind.Relative), form);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.BadRequest });
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Outside_the_demo_its_office_is_nobody()
    {
        using var office = real.Board.CreateClient("sb_demo_office");
        using var nobody = real.Board.CreateClient();

        foreach (var client in new[] { office, nobody })
        {
            await Calls.RefusedAsync(
                HttpStatusCode.Unauthorized, "unauthorized", client.SendAsync("/G08/assignments/56/decisions", new DecisionRequest("cancel", 0, "x", false)));
        }
    }
}
