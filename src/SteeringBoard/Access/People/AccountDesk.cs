using Microsoft.AspNetCore.Identity;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Access.People;

/// <summary>What people do with their own account. Each change asks for the password or a code again, and ends the other sessions.</summary>
public sealed class AccountDesk(UserManager<Account> accounts, BoardDb db, PersonSignIn signIn, SessionBook sessions, OneAtATime turns, TimeProvider time)
{
    private const int RecoveryCodes = 10;

    /// <summary>The account, as it is now.</summary>
    public Task<Account?> FindAsync(Guid id) => accounts.FindByIdAsync(id.ToString());

    /// <summary>How many recovery codes are left.</summary>
    public Task<int> CodesLeftAsync(Account account) => accounts.CountRecoveryCodesAsync(account);

    /// <summary>Changes the password.</summary>
    public async Task<AccessRefusal?> ChangePasswordAsync(Account account, string old, string password, Guid session, CancellationToken cancellation)
    {
        if (await ProveAsync(account, () => accounts.CheckPasswordAsync(account, old), cancellation) is { } wrong)
        {
            return wrong;
        }
        var changed = IdentityResult.Success;
        await EndingOthersAsync(account, session, "access.password-changed", async () => (changed = await accounts.ChangePasswordAsync(account, old, password)).Succeeded, cancellation);
        return changed.Succeeded ? null : Told(changed);
    }

    /// <summary>Whether somebody knows the password of the account, as it is asked for before a passkey is added.</summary>
    public Task<AccessRefusal?> KnowsPasswordAsync(Account account, string password, CancellationToken cancellation) =>
        ProveAsync(account, () => accounts.CheckPasswordAsync(account, password), cancellation);

    /// <summary>New recovery codes in place of all older ones, told once.</summary>
    public async Task<(IReadOnlyList<string> Codes, AccessRefusal? Refusal)> NewCodesAsync(Account account, string code, CancellationToken cancellation) =>
        await ProveAsync(account, () => signIn.IsSecondAsync(account, code), cancellation) is { } wrong ? ([], wrong)
            : Given(await db.TogetherAsync<IReadOnlyList<string>>(
                async () => await NewCodesAsync(accounts, account) is { Count: > 0 } made ? (made, Did(account, "access.codes-renewed")) : ([], []), cancellation));

    /// <summary>Another authenticator in place of the one before, with new recovery codes, told once.</summary>
    public async Task<(IReadOnlyList<string> Codes, AccessRefusal? Refusal)> ChangeSecondAsync(
        Account account, string password, string secret, string code, Guid session, CancellationToken cancellation)
    {
        if (await ProveAsync(account, () => accounts.CheckPasswordAsync(account, password), cancellation) is { } wrong)
        {
            return ([], wrong);
        }
        if (Totp.Verify(secret, code, time.GetUtcNow(), 0) is not { } step)
        {
            return ([], new AccessRefusal("code"));
        }
        account.CodeStep = step;
        IReadOnlyList<string> codes = [];
        await EndingOthersAsync(account, session, "access.second-factor-changed", async () => (codes = await SetSecondAsync(accounts, account, secret)).Count > 0, cancellation);
        return Given(codes);
    }

    /// <summary>Sets the second factor of an account and makes its recovery codes.</summary>
    internal static async Task<IReadOnlyList<string>> SetSecondAsync(UserManager<Account> accounts, Account account, string secret)
    {
        await accounts.SetAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey", secret);
        return await NewCodesAsync(accounts, account);
    }

    /// <summary>Why Identity did not do something.</summary>
    internal static AccessRefusal Told(IdentityResult result) => new(result.Errors.FirstOrDefault()?.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) or nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => "password-weak",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "wrong",
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) => "already-there",
        nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.InvalidEmail) => "email",
        _ => "not-done",
    });

    /// <summary>Codes that were made; none where Identity refused, and nothing was done.</summary>
    internal static (IReadOnlyList<string> Codes, AccessRefusal? Refusal) Given(IReadOnlyList<string> codes) =>
        (codes, codes.Count > 0 ? null : new AccessRefusal("not-done"));

    private static async Task<IReadOnlyList<string>> NewCodesAsync(UserManager<Account> accounts, Account account) =>
        [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];

    /// <summary>Wrong ones in a row lock the account here as they do at the door.</summary>
    private async Task<AccessRefusal?> ProveAsync(Account account, Func<Task<bool>> proof, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(account.NormalizedUserName ?? "", cancellation);
        if (await accounts.IsLockedOutAsync(account))
        {
            return new AccessRefusal("wait");
        }
        if (await proof())
        {
            await accounts.ResetAccessFailedCountAsync(account);
            return null;
        }
        await signIn.CountAsync(account, account.Actor.Entry("access.refused.account", time.GetUtcNow(), account.Body, account.Email), cancellation);
        return new AccessRefusal("wrong");
    }

    /// <summary>Changes an account, ends its other sessions and tells the trail: all of it or, where the change fails, nothing.</summary>
    private async Task EndingOthersAsync(Account account, Guid session, string what, Func<Task<bool>> change, CancellationToken cancellation) => sessions.Forget(
        await db.TogetherAsync<List<Session>>(
            async () =>
            {
                if (!await change())
                {
                    return ([], []);
                }
                var ended = await sessions.MarkEndedAsync(db, account.Id, session, cancellation);
                await db.SaveChangesAsync(cancellation);
                return (ended, Did(account, what));
            }, cancellation));

    private IReadOnlyList<AuditEntry> Did(Account account, string what) => [account.Actor.Entry(what, time.GetUtcNow(), account.Body, null)];
}
