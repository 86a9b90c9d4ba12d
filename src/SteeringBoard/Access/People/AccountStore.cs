using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Access.People;

/// <summary>Keeps accounts in the record; recovery codes only as hashes, which Identity would keep as they are.</summary>
public sealed class AccountStore(BoardDb db, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, BoardDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(db, describer)
{
    // Where Identity keeps them.
    private const string Provider = "[AspNetUserStore]";
    private const string CodesToken = "RecoveryCodes";

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(ApiKey.Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var (kept, hash) = ((await GetTokenAsync(user, Provider, CodesToken, cancellationToken))?.Split(';') ?? [], ApiKey.Hash(code));
        if (!kept.Contains(hash))
        {
            return false;
        }
        await base.ReplaceCodesAsync(user, kept.Where(one => one != hash), cancellationToken);
        return true;
    }
}
