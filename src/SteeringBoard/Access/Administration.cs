using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;

namespace SteeringBoard.Access;

/// <summary>What the pages of an account and of administrators do by plain forms; each comes back to its page, which says what became of it.</summary>
public static class Administration
{
    /// <summary>
    /// <c>POST /account/sessions</c> (<c>id</c>, none: all others), <c>POST /account/passkeys/remove</c> (<c>id</c>), <c>POST /admin/people</c> (<c>id</c>, <c>act</c>, <c>role</c>),
    /// <c>POST /admin/invitations</c> (<c>id</c>) and <c>POST /admin/keys/end</c> (<c>id</c>).
    /// </summary>
    public static void MapAdministration(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost("/account/sessions", EndSessionAsync).RequireAuthorization(Caller.Account).ExcludeFromDescription();
        app.MapPost("/account/passkeys/remove", RemovePasskeyAsync).RequireAuthorization(Caller.Account).ExcludeFromDescription();
        app.MapPost("/admin/people", ChangeAsync).RequireAuthorization(Caller.Administer).ExcludeFromDescription();
        app.MapPost("/admin/invitations", TakeBackAsync).RequireAuthorization(Caller.Administer).ExcludeFromDescription();
        app.MapPost("/admin/keys/end", EndKeyAsync).RequireAuthorization(Caller.Administer).ExcludeFromDescription();
    }

    private static async Task<RedirectHttpResult> EndSessionAsync(ClaimsPrincipal caller, [FromForm] Guid? id, SessionBook sessions, CancellationToken cancellation)
    {
        var (account, own) = (caller.AccountId()!.Value, caller.SessionId()!.Value);
        await (id is { } one ? sessions.EndAsync(account, one, caller.Actor(), cancellation) : sessions.EndOthersAsync(account, own, caller.Actor(), cancellation));
        return TypedResults.LocalRedirect(id == own ? SignIn.Path : $"/account?said={(id is null ? "end" : "ended")}");
    }

    private static async Task<RedirectHttpResult> RemovePasskeyAsync(ClaimsPrincipal caller, [FromForm] string id, AccountDesk desk, Passkeys passkeys)
    {
        if (await desk.FindAsync(caller.AccountId()!.Value) is { } account)
        {
            await passkeys.RemoveAsync(account, id);
        }
        return TypedResults.LocalRedirect("/account?said=passkey-removed");
    }

    private static async Task<RedirectHttpResult> ChangeAsync(
        ClaimsPrincipal caller, [FromForm] Guid id, [FromForm] string? act, [FromForm] string? role, [FromForm] string? q, PeopleDesk people,
        CancellationToken cancellation)
    {
        var by = caller.Actor();
        var refusal = act switch
        {
            "role" when Enum.TryParse<ActorRole>(role, out var wanted) => await people.ChangeRoleAsync(id, wanted, by, cancellation),
            "lock" => await people.LockAsync(id, by, cancellation),
            "unlock" => await people.UnlockAsync(id, by, cancellation),
            "end" => await people.EndSessionsAsync(id, by, cancellation),
            _ => new AccessRefusal("not-done"),
        };
        return Back("/admin", act ?? "", refusal, q);
    }

    private static async Task<RedirectHttpResult> TakeBackAsync(
        ClaimsPrincipal caller, [FromForm] Guid id, InvitationDesk invitations, CancellationToken cancellation) =>
        Back("/admin", "taken-back", await invitations.TakeBackAsync(id, caller.Actor(), cancellation), null);

    private static async Task<RedirectHttpResult> EndKeyAsync(ClaimsPrincipal caller, [FromForm] Guid id, KeyDesk keys, CancellationToken cancellation) =>
        Back("/admin/keys", "taken-back", await keys.TakeBackAsync(id, caller.Actor(), cancellation), null);

    private static RedirectHttpResult Back(string page, string said, AccessRefusal? refusal, string? q)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { [refusal is null ? "said" : "refused"] = refusal?.Code ?? said };
        if (!string.IsNullOrEmpty(q))
        {
            query["q"] = q;
        }
        return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(page, query));
    }
}
