using Microsoft.AspNetCore.Identity;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Access.People;

/// <summary>
/// Lets people in by password and second factor at once: whoever guesses is told neither which of the three was wrong nor whether there is
/// such a person. Wrong ones in a row lock the account for a while.
/// </summary>
public sealed partial class PersonSignIn(
    UserManager<Account> accounts, BoardDb db, IPasswordHasher<Account> hasher, SessionBook sessions, OneAtATime turns, TimeProvider time,
    ILogger<PersonSignIn> logger)
{
    // A hash of nothing anybody knows, so that an unknown address takes as long to refuse as a known one.
    private static readonly Account Nobody = new() { FullName = "", Role = ActorRole.Guest, Since = default };
    private static string? _nobodysHash;

    /// <summary>Signs somebody in; none when that was done.</summary>
    /// <param name="email">Who they say they are.</param>
    /// <param name="password">Their password.</param>
    /// <param name="code">The code of their authenticator app, or one of their recovery codes.</param>
    /// <param name="http">The request that is answered with the cookie.</param>
    public async Task<AccessRefusal?> ByPasswordAsync(string email, string password, string code, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        // One try after the other for each address: guesses sent side by side must not be counted as one.
        using var turn = await turns.TakeAsync(accounts.NormalizeName(email) ?? "", http.RequestAborted);
        var account = await accounts.FindByNameAsync(email);
        if (account is null || account.LockedAt is not null || await accounts.IsLockedOutAsync(account))
        {
            hasher.VerifyHashedPassword(Nobody, _nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()), password);
            await db.SaveAsync([Refused(account, http)], http.RequestAborted);
            Log.Refused(logger, account?.Id);
            return new AccessRefusal("wrong");
        }
        if (!await accounts.CheckPasswordAsync(account, password) || !await IsSecondAsync(account, code))
        {
            await CountAsync(account, Refused(account, http), http.RequestAborted);
            Log.Refused(logger, account.Id);
            return new AccessRefusal("wrong");
        }
        await accounts.ResetAccessFailedCountAsync(account);
        await PersonCookie.SignInAsync(http, sessions, account, "password");
        Log.Entered(logger, account.Id, "password");
        return null;
    }

    /// <summary>Whether a code is the account's second factor now; it is then used up.</summary>
    public async Task<bool> IsSecondAsync(Account account, string code)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(code);
        if (await accounts.GetAuthenticatorKeyAsync(account) is { } secret && Totp.Verify(secret, code, time.GetUtcNow(), account.CodeStep) is { } step)
        {
            account.CodeStep = step;
            return (await accounts.UpdateAsync(account)).Succeeded;
        }
        return (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code.Trim().ToUpperInvariant())).Succeeded;
    }

    /// <summary>Counts a wrong try against an account, with its entry; the one that locks it is told too.</summary>
    internal Task CountAsync(Account account, AuditEntry entry, CancellationToken cancellation) => db.TogetherAsync<bool>(
        async () =>
        {
            await accounts.AccessFailedAsync(account);
            return (true, await accounts.IsLockedOutAsync(account) ? [entry, entry with { What = "access.locked-out", Details = [] }] : [entry]);
        }, cancellation);

    private AuditEntry Refused(Account? account, HttpContext http) => AccessAudit.Refused("password", time.GetUtcNow(), account, http.From());

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} signed in by {How}")]
        public static partial void Entered(ILogger logger, Guid account, string how);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in was refused (account {Account})")]
        public static partial void Refused(ILogger logger, Guid? account);
    }
}
