using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Access.SignOn;
using SteeringBoard.Data;

namespace SteeringBoard.Access;

/// <summary>The addresses of signing in and out that are no pages. People sign in on the page; the cast of the demo by one click.</summary>
public static class SignIn
{
    /// <summary>The door.</summary>
    public const string Path = "/sign-in";

    /// <summary>The scheme of the cookie that remembers the person.</summary>
    public const string Scheme = PersonCookie.Scheme;

    /// <summary><c>POST /sign-out</c> (<c>back</c>) and, in the demo alone, <c>POST /sign-in</c> (<c>person</c>, <c>back</c>); <c>back</c> stays on this site.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost("/sign-out", OutAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapSignOn();
        if (app.Services.GetRequiredService<AccessOptions>().Demo)
        {
            // Before the page of the same address, which takes forms too.
            app.MapPost(Path, InAsync).AllowAnonymous().WithOrder(-1).ExcludeFromDescription();
        }
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> InAsync(
        HttpContext http, DemoCast cast, IRecord record, TimeProvider time, [FromForm] string? person, [FromForm] string? back)
    {
        if (cast.Find(person) is not { } known)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "unknown-person");
        }
        await using (var db = record.Open())
        {
            await db.SaveAsync([new Actor(known.Name, known.Role, known.Body).Entry("access.entered.demo", time.GetUtcNow(), known.Body, null, http.From())], http.RequestAborted);
        }
        await http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(Caller.Claims(known.Name, known.Role, known.Body), Scheme)));
        return Back(Next(back, new Actor(known.Name, known.Role, known.Body)));
    }

    private static async Task<RedirectHttpResult> OutAsync(HttpContext http, SessionBook sessions, [FromForm] string? back)
    {
        if (http.User.AccountId() is { } account && http.User.SessionId() is { } session)
        {
            await sessions.LeaveAsync(account, session, http.User.Actor(), http.RequestAborted);
        }
        await http.SignOutAsync(Scheme);
        return Back(back);
    }

    internal static RedirectHttpResult Back(string? back) => TypedResults.LocalRedirect(Here(back));

    /// <summary>Where somebody goes who has just signed in, however they did: what was asked for, else where their work is.</summary>
    internal static string Next(string? back, Actor actor) => string.IsNullOrEmpty(back) ? Rights.Work(actor) : Here(back);

    /// <summary>An address of this site: what was asked for, if it is one.</summary>
    internal static string Here(string? back) => RedirectHttpResult.IsLocalUrl(back) ? back! : "/";
}
