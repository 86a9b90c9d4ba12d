using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Data;

namespace SteeringBoard.Access.People;

/// <summary>What a browser is asked of an authenticator.</summary>
/// <param name="Options">As JSON, for <c>navigator.credentials</c>.</param>
/// <param name="Sealed">What was asked, sealed for the form that brings the answer.</param>
public sealed record PasskeyQuestion(string Options, string Sealed);

/// <summary>Passkeys in place of password and code: an authenticator that knows its owner is two factors at once.</summary>
public sealed partial class Passkeys(
    IPasskeyHandler<Account> handler, UserManager<Account> accounts, BoardDb db, SessionBook sessions, IDataProtectionProvider protection, TimeProvider time,
    ILogger<Passkeys> logger)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Asks for a new passkey of an account.</summary>
    public async Task<PasskeyQuestion> AskNewAsync(Account account, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(account);
        var asked = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email ?? "", DisplayName = account.FullName }, http);
        return new(asked.CreationOptionsJson, Sealer($"new {account.Id}").Protect(asked.AttestationState ?? "", Lasts));
    }

    /// <summary>Takes a new passkey of an account; whoever calls has asked for the password.</summary>
    public async Task<AccessRefusal?> AddAsync(Account account, string credential, string sealedQuestion, string name, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (Open(sealedQuestion, $"new {account.Id}") is not { } asked || string.IsNullOrEmpty(credential))
        {
            return new AccessRefusal("passkey");
        }
        var answer = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = asked });
        if (!answer.Succeeded || answer.UserEntity.Id != account.Id.ToString())
        {
            return new AccessRefusal("passkey");
        }
        answer.Passkey.Name = name;
        return await ChangeAsync(account, "access.passkey-added", () => accounts.AddOrUpdatePasskeyAsync(account, answer.Passkey)) ? null : new AccessRefusal("passkey");
    }

    /// <summary>The passkeys of an account, the newest first.</summary>
    public async Task<List<(string Id, string Name, DateTimeOffset At)>> OfAsync(Account account) =>
        [.. (await accounts.GetPasskeysAsync(account)).OrderByDescending(key => key.CreatedAt).Select(key => (Base64Url.EncodeToString(key.CredentialId), key.Name ?? "", key.CreatedAt))];

    /// <summary>Removes a passkey of an account; one that is not its is left alone.</summary>
    public async Task RemoveAsync(Account account, string id)
    {
        if (Base64Url.IsValid(id) && Base64Url.DecodeFromChars(id) is var key && await accounts.GetPasskeyAsync(account, key) is not null)
        {
            await ChangeAsync(account, "access.passkey-removed", () => accounts.RemovePasskeyAsync(account, key));
        }
    }

    /// <summary>Asks whoever is at the door for a passkey, without asking who it is.</summary>
    public async Task<PasskeyQuestion> AskAsync(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        return new(asked.RequestOptionsJson, Sealer("door").Protect(asked.AssertionState ?? "", Lasts));
    }

    /// <summary>Signs in who has the passkey; none when that was done.</summary>
    public async Task<AccessRefusal?> EnterAsync(string credential, string sealedQuestion, HttpContext http)
    {
        if (Open(sealedQuestion, "door") is not { } asked || string.IsNullOrEmpty(credential))
        {
            return new AccessRefusal("passkey");
        }
        var answer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = asked });
        if (!answer.Succeeded || answer.User.LockedAt is not null || await accounts.IsLockedOutAsync(answer.User))
        {
            await db.SaveAsync([AccessAudit.Refused("passkey", time.GetUtcNow(), answer.User, http.From())], http.RequestAborted);
            return new AccessRefusal("passkey");
        }
        await accounts.AddOrUpdatePasskeyAsync(answer.User, answer.Passkey);
        await accounts.ResetAccessFailedCountAsync(answer.User);
        await PersonCookie.SignInAsync(http, sessions, answer.User, "passkey");
        Log.Entered(logger, answer.User.Id);
        return null;
    }

    private Task<bool> ChangeAsync(Account account, string what, Func<Task<IdentityResult>> change) => db.TogetherAsync<bool>(
        async () => (await change()).Succeeded ? (true, [account.Actor.Entry(what, time.GetUtcNow(), account.Body, null)]) : (false, []), CancellationToken.None);

    private string? Open(string sealedQuestion, string purpose)
    {
        try
        {
            return Sealer(purpose).Unprotect(sealedQuestion);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Sealer(string purpose) => protection.CreateProtector("passkey", purpose).ToTimeLimitedDataProtector();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} signed in by passkey")]
        public static partial void Entered(ILogger logger, Guid account);
    }
}
