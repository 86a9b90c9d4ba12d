using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Access.People;

/// <summary>Somebody who is to be invited.</summary>
/// <param name="Body">Code of the body; none for one who will speak for none.</param>
public sealed record Invited(string FullName, string Email, ActorRole Role, string? Body);

/// <summary>Invites people and lets them accept. Who may invite whom is checked here, whoever calls.</summary>
public sealed partial class InvitationDesk(IRecord record, KnownBodies bodies, TimeProvider time, ILogger<InvitationDesk> logger)
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    /// <summary>Invites somebody; the token of the link, which is kept nowhere, or why not.</summary>
    public async Task<(string? Token, AccessRefusal? Refusal)> InviteAsync(Invited who, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(by);
        var known = bodies.Find(who.Body);
        if ((PeopleRules.Manages(by, who.Body, bodies.IsUnder) ? null : new AccessRefusal("not-yours")) is { } noRight)
        {
            return (null, noRight);
        }
        if ((PeopleRules.Unfit(who.FullName, who.Email) ?? PeopleRules.Misfit(who.Role, who.Body, known)) is { } unfit)
        {
            return (null, unfit);
        }
        await using var db = record.Open();
        var name = who.Email.ToUpperInvariant();
        if (await db.Set<Account>().AnyAsync(account => account.NormalizedUserName == name, cancellation))
        {
            return (null, new AccessRefusal("already-there", who.Email));
        }
        var (token, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());
        db.Add(new Invitation
        {
            Id = Guid.NewGuid(),
            Sha256 = ApiKey.Hash(token),
            FullName = who.FullName.Trim(),
            Email = who.Email,
            Role = who.Role,
            Body = who.Body,
            By = by.Name,
            At = now,
            ExpiresAt = now + Lasts,
        });
        await db.SaveAsync([by.Entry("admin.invited", now, who.Body, who.Email, who.Role.ToString())], cancellation);
        Log.Invited(logger, by.Name, who.Role, who.Body);
        return (token, null);
    }

    /// <summary>The open invitation of a link; none when it is used, taken back, expired or made up.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken cancellation)
    {
        var (hash, now) = (ApiKey.Hash(token), time.GetUtcNow());
        await using var db = record.Open();
        return await db.Set<Invitation>().AsNoTracking()
            .FirstOrDefaultAsync(one => one.Sha256 == hash && one.ClosedAt == null && one.ExpiresAt > now, cancellation);
    }

    /// <summary>The open invitations somebody may take back, the newest first.</summary>
    public async Task<List<Invitation>> OpenAsync(Actor by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = record.Open();
        var open = await db.Set<Invitation>().AsNoTracking().Where(one => one.ClosedAt == null && one.ExpiresAt > now)
            .OrderByDescending(one => one.At).ToListAsync(cancellation);
        return open.FindAll(one => PeopleRules.Manages(by, one.Body, bodies.IsUnder));
    }

    /// <summary>Takes an invitation back: its link is good no more.</summary>
    public async Task<AccessRefusal?> TakeBackAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        await using var db = record.Open();
        if (await db.FindAsync<Invitation>([id], cancellation) is not { ClosedAt: null } open || !PeopleRules.Manages(by, open.Body, bodies.IsUnder))
        {
            return new AccessRefusal("not-yours");
        }
        var now = time.GetUtcNow();
        open.ClosedAt = now;
        await db.SaveAsync([by.Entry("admin.invitation-taken-back", now, open.Body, open.Email)], cancellation);
        return null;
    }

    /// <summary>Makes an account of an invitation; its recovery codes, told once, or why not.</summary>
    /// <param name="accounts">Where accounts are kept; of the same request.</param>
    /// <param name="db">Of the same request.</param>
    /// <param name="token">Of the link.</param>
    /// <param name="password">Chosen now.</param>
    /// <param name="secret">Of the second factor, as it was shown.</param>
    /// <param name="code">A code of that secret: the app has taken it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<(Account? Account, IReadOnlyList<string> Codes, AccessRefusal? Refusal)> AcceptAsync(
        UserManager<Account> accounts, BoardDb db, string token, string password, string secret, string code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        if (await FindAsync(token, cancellation) is not { } invitation)
        {
            return (null, [], new AccessRefusal("invitation"));
        }
        if (Totp.Verify(secret, code, time.GetUtcNow(), 0) is not { } step)
        {
            return (null, [], new AccessRefusal("code"));
        }
        var account = new Account
        {
            Id = Guid.NewGuid(),
            UserName = invitation.Email,
            Email = invitation.Email,
            FullName = invitation.FullName,
            Role = invitation.Role,
            Body = invitation.Body,
            Since = time.GetUtcNow(),
            CodeStep = step,
            TwoFactorEnabled = true,
        };
        var (codes, refusal) = await db.TogetherAsync<(IReadOnlyList<string> Codes, AccessRefusal? Refusal)>(
            async () =>
            {
                var now = time.GetUtcNow();
                // First, so that of two who send the form at once the later waits here, and is told.
                if (await db.Set<Invitation>().Where(one => one.Id == invitation.Id && one.ClosedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.ClosedAt, now), cancellation) == 0)
                {
                    return (([], new AccessRefusal("invitation")), []);
                }
                var made = await accounts.CreateAsync(account, password);
                if (!made.Succeeded)
                {
                    return (([], AccountDesk.Told(made)), []);
                }
                var given = AccountDesk.Given(await AccountDesk.SetSecondAsync(accounts, account, secret));
                return given.Refusal is not null ? (given, []) : (given, [account.Actor.Entry("access.joined", now, account.Body, account.Email, account.Role.ToString())]);
            }, cancellation);
        if (refusal is not null)
        {
            return (null, [], refusal);
        }
        Log.Accepted(logger, account.Id, account.Role, account.Body);
        return (account, codes, null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{By} invited a person as {Role} of {Body}")]
        public static partial void Invited(ILogger logger, string by, ActorRole role, string? body);

        [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} was made as {Role} of {Body}")]
        public static partial void Accepted(ILogger logger, Guid account, ActorRole role, string? body);
    }
}
