using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SteeringBoard.Access.People;

namespace SteeringBoard.Access.Sessions;

/// <summary>The cookie that remembers who signed in; it holds only while its session does.</summary>
internal static class PersonCookie
{
    /// <summary>The scheme, and the name of the cookie.</summary>
    public const string Scheme = "person";

    public static void Add(AuthenticationBuilder schemes, bool demo) => schemes.AddCookie(Scheme, options =>
    {
        options.Cookie.Name = Scheme;
        options.Cookie.HttpOnly = true;
        // Also why an answer may be compressed (BREACH): no other site makes a browser ask for one with this cookie, but by a visible visit.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionBook.Idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = context => ValidateAsync(context, demo);
    });

    /// <summary>Begins a session and sends its cookie.</summary>
    public static async Task SignInAsync(HttpContext http, SessionBook sessions, Account account, string how)
    {
        var session = await sessions.BeginAsync(account, how, http, http.RequestAborted);
        var claims = Caller.Claims(account.FullName, account.Role, account.Body);
        claims.Add(new Claim(Caller.AccountClaim, account.Id.ToString()));
        claims.Add(new Claim(Caller.SessionClaim, session.Id.ToString()));
        claims.Add(new Claim(Caller.RightClaim, Caller.Account));
        // Whoever answers this request answers them.
        http.User = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        await http.SignInAsync(Scheme, http.User);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context, bool demo)
    {
        // The cast of the demo has no sessions; a cookie of theirs is worth nothing once the demo is over.
        var holds = context.Principal?.SessionId() is { } session
            ? await context.HttpContext.RequestServices.GetRequiredService<SessionBook>().IsLiveAsync(session, context.HttpContext.RequestAborted)
            : demo;
        if (!holds)
        {
            context.RejectPrincipal();
        }
    }
}
