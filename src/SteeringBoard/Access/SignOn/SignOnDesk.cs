using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Data;

namespace SteeringBoard.Access.SignOn;

/// <summary>
/// Lets in whom the provider vouches for. The first time makes their account; each time name, role and body are what the provider says. An
/// account that was invited here is joined only if the provider has seen the address and says the same role and body.
/// </summary>
internal sealed partial class SignOnDesk(
    SignOnOptions options, KnownBodies bodies, UserManager<Account> accounts, BoardDb db, SessionBook sessions, OneAtATime turns, TimeProvider time,
    ILogger<SignOnDesk> logger)
{
    /// <summary>How a session of this kind began.</summary>
    public const string How = "single-sign-on";

    private const string BackItem = "back";

    /// <summary>What a signing in carries to the provider and back.</summary>
    public static AuthenticationProperties Going(string? back) => new(new Dictionary<string, string?> { [BackItem] = back });

    /// <summary>Answers who comes back with the provider's word.</summary>
    public async Task<string> EnterAsync(HttpContext http, AuthenticationProperties properties)
    {
        var answer = properties.GetParameter<SignOnAnswer>(SignOnHandler.Name)!;
        var (person, refusal) = SignOnRules.Read(answer.Claims, answer.Issuer, options, bodies.Find);
        if (person is null)
        {
            Log.Unfit(
                logger, refusal!.Code, SignOnRules.Told(answer.Claims, "sub"), options.BodyClaim, SignOnRules.Told(answer.Claims, options.BodyClaim), options.RoleClaim,
                SignOnRules.Told(answer.Claims, options.RoleClaim));
            await RefusedAsync(http, null, SignOnRules.Told(answer.Claims, options.BodyClaim), SignOnRules.Told(answer.Claims, options.RoleClaim));
            return Door(refusal, properties);
        }
        using var turn = await turns.TakeAsync(accounts.NormalizeName(person.Email), http.RequestAborted);
        (var account, refusal) = await AccountAsync(person, http.RequestAborted);
        if (account is null || refusal is not null)
        {
            Log.Refused(logger, refusal!.Code, person.Subject, account?.Id);
            await RefusedAsync(http, account, person.Body ?? "", person.Role.ToString());
            return Door(refusal, properties);
        }
        await PersonCookie.SignInAsync(http, sessions, account, How);
        Log.Entered(logger, account.Id, account.Role, account.Body);
        return SignIn.Next(BackOf(properties), account.Actor);
    }

    /// <summary>Answers who comes back without the provider's word. A try begun here that failed is in the trail; one the provider did not answer is none.</summary>
    public async Task<string> BrokenAsync(HttpContext http, Exception why, AuthenticationProperties? properties)
    {
        // Without the state given at the start it is no try of this board's: anybody could fill the trail with those.
        if (properties is not null && !IsAway(why))
        {
            await db.SaveAsync([AccessAudit.Refused("broken-off", time.GetUtcNow(), null, http.From())], http.RequestAborted);
        }
        return Refused(why, properties);
    }

    /// <summary>Tells the log why the provider's word was not had, and gives the page that tells the person.</summary>
    public string Refused(Exception why, AuthenticationProperties? properties)
    {
        ArgumentNullException.ThrowIfNull(why);
        Log.Broken(logger, why.Message, why);
        return Door(new AccessRefusal(IsAway(why) ? "sign-on-away" : "sign-on-failed"), properties);
    }

    private static bool IsAway(Exception why) => why is SignOnException { IsAway: true } or HttpRequestException or OperationCanceledException;

    /// <summary>The account of a person; the one another node made at the same moment is theirs too.</summary>
    internal async Task<(Account? Account, AccessRefusal? Refusal)> AccountAsync(SignOnPerson person, CancellationToken cancellation)
    {
        try
        {
            var found = await FindOrMakeAsync(person, cancellation);
            return found.Refusal is not null && await IsThereAsync(person) ? await FindOrMakeAsync(person, cancellation) : found;
        }
        catch (DbUpdateException)
        {
            if (!await IsThereAsync(person))
            {
                throw;
            }
            return await FindOrMakeAsync(person, cancellation);
        }
    }

    /// <summary>Whether the person has an account, asked of the record alone.</summary>
    private async Task<bool> IsThereAsync(SignOnPerson person)
    {
        db.ChangeTracker.Clear();
        return await accounts.FindByLoginAsync(person.Issuer, person.Subject) is not null;
    }

    private async Task<(Account? Account, AccessRefusal? Refusal)> FindOrMakeAsync(SignOnPerson person, CancellationToken cancellation)
    {
        // What wrong passwords lock is the password's door: here none is tried, so nobody can be kept out by guessing.
        if (await accounts.FindByLoginAsync(person.Issuer, person.Subject) is { } known)
        {
            return known.LockedAt is null ? (known, await FollowAsync(known, person, cancellation)) : (known, new AccessRefusal("sign-on-locked"));
        }
        if (await accounts.FindByNameAsync(person.Email) is { } invited)
        {
            return !person.EmailIsVerified || invited.Role != person.Role || invited.Body != person.Body ? (invited, new AccessRefusal("sign-on-taken"))
                : invited.LockedAt is not null ? (invited, new AccessRefusal("sign-on-locked"))
                : (invited, await ChangeAsync(invited, "access.linked", [], () => accounts.AddLoginAsync(invited, LoginOf(person)), cancellation));
        }
        var account = new Account
        {
            Id = Guid.NewGuid(),
            UserName = person.Email,
            Email = person.Email,
            FullName = person.Name,
            Role = person.Role,
            Body = person.Body,
            Since = time.GetUtcNow(),
        };
        var misfit = await ChangeAsync(
            account, "access.joined.single-sign-on", [account.Role.ToString()],
            async () => await accounts.CreateAsync(account) is { Succeeded: false } failed ? failed : await accounts.AddLoginAsync(account, LoginOf(person)), cancellation);
        return misfit is null ? (account, null) : (null, misfit);
    }

    /// <summary>Brings an account to what the provider says now; what it was lets nobody in any longer.</summary>
    private async Task<AccessRefusal?> FollowAsync(Account account, SignOnPerson person, CancellationToken cancellation)
    {
        var was = (account.FullName, account.Role, account.Body);
        if (was == (person.Name, person.Role, person.Body))
        {
            return null;
        }
        (account.FullName, account.Role, account.Body) = (person.Name, person.Role, person.Body);
        List<Session> ended = [];
        var misfit = await ChangeAsync(
            account, "access.followed", [was.Role.ToString(), was.Body ?? "", account.Role.ToString()],
            async () =>
            {
                ended = await sessions.MarkEndedAsync(db, account.Id, null, cancellation);
                return await accounts.UpdateAsync(account);
            }, cancellation);
        sessions.Forget(ended);
        return misfit;
    }

    private Task<AccessRefusal?> ChangeAsync(Account account, string what, string[] details, Func<Task<IdentityResult>> change, CancellationToken cancellation) =>
        db.TogetherAsync<AccessRefusal?>(
            async () => await change() is { Succeeded: false } failed
                ? (AccountDesk.Told(failed), [])
                : (null, [account.Actor.Entry(what, time.GetUtcNow(), account.Body, account.Email, details)]), cancellation);

    private Task RefusedAsync(HttpContext http, Account? account, string body, string role) =>
        db.SaveAsync([AccessAudit.Refused(How, time.GetUtcNow(), account, http.From(), body, role)], http.RequestAborted);

    private static UserLoginInfo LoginOf(SignOnPerson person) => new(person.Issuer, person.Subject, null);

    private static string? BackOf(AuthenticationProperties? properties) => properties?.Items.TryGetValue(BackItem, out var back) == true ? back : null;

    private static string Door(AccessRefusal refusal, AuthenticationProperties? properties)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["refused"] = refusal.Code };
        if (BackOf(properties) is { Length: > 0 } back)
        {
            query["back"] = back;
        }
        return QueryHelpers.AddQueryString(SignIn.Path, query);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} signed in by single sign-on as {Role} of {Body}")]
        public static partial void Entered(ILogger logger, Guid account, ActorRole role, string? body);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A single sign-on was refused ({Code}): subject '{Subject}', {BodyClaim} '{Body}', {RoleClaim} '{Role}'")]
        public static partial void Unfit(ILogger logger, string code, string subject, string bodyClaim, string body, string roleClaim, string role);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A single sign-on was refused ({Code}): subject '{Subject}' (account {Account})")]
        public static partial void Refused(ILogger logger, string code, string subject, Guid? account);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A single sign-on was broken off: {Why}")]
        public static partial void Broken(ILogger logger, string why, Exception error);
    }
}
