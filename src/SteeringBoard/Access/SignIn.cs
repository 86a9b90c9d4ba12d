using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace SteeringBoard.Access;

/// <summary>Signing in and out in the demo, by plain forms; elsewhere neither address exists.</summary>
public static class SignIn
{
    /// <summary>The scheme of the cookie that remembers the person.</summary>
    public const string Scheme = "person";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary><c>POST /sign-in</c> (<c>person</c>, <c>back</c>) and <c>POST /sign-out</c> (<c>back</c>); <c>back</c> stays on this site.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!app.Services.GetRequiredService<AccessOptions>().Demo)
        {
            return;
        }
        // Before the page of the same address, which takes forms too.
        app.MapPost("/sign-in", InAsync).WithOrder(-1).ExcludeFromDescription();
        app.MapPost("/sign-out", OutAsync).ExcludeFromDescription();
    }

    internal static void AddCookie(AuthenticationBuilder schemes) => schemes.AddCookie(Scheme, options =>
    {
        options.Cookie.Name = Scheme;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Lasts;
        options.SlidingExpiration = true;
    });

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> InAsync(
        HttpContext http, DemoCast cast, [FromForm] string? person, [FromForm] string? back)
    {
        if (cast.Find(person) is not { } known)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "unknown-person");
        }
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, known.Name), new(Caller.RoleClaim, known.Role.ToString()), new(Caller.RightClaim, Caller.Read),
        };
        if (known.Body is { } body)
        {
            claims.Add(new Claim(Caller.BodyClaim, body));
        }
        await http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
        return Back(back);
    }

    private static async Task<RedirectHttpResult> OutAsync(HttpContext http, [FromForm] string? back)
    {
        await http.SignOutAsync(Scheme);
        return Back(back);
    }

    private static RedirectHttpResult Back(string? back) =>
        TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back! : "/");
}
