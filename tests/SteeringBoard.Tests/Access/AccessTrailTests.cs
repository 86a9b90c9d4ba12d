using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Tests.Audit;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access;

/// <summary>What is done with people is committed together with its entry in the trail, on both databases.</summary>
public sealed class AccessTrailTests(Servers servers)
{
    private static readonly Actor Administrator = new("Quản trị", ActorRole.Administrator, null);

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_lock_its_ended_sessions_and_its_entry_are_one(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var (desk, account) = await BeginAsync(board);

        Assert.Null(await desk.LockAsync(account.Id, Administrator, TestContext.Current.CancellationToken));

        Assert.Equal((true, true), await StateAsync(board, account.Id));
        var entry = Assert.Single(await Trail.OfAsync(board.Record));
        Assert.Equal(("admin.locked", "Quản trị", "a@board.vn"), (entry.What, entry.By, entry.Subject));
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_the_trail_does_not_take_is_not_done(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var (desk, account) = await BeginAsync(board);
        await Trail.HarmAsync(board.Record, """UPDATE "audit_head" SET "Number" = -1""");
        await Trail.HarmAsync(board.Record, """INSERT INTO "audit" ("Number", "AtReal", "What", "By", "Role", "Details", "Hash", "Search") SELECT 0, 0, '', '', '', '[]', "Hash", '' FROM "audit_head" """);

        await Assert.ThrowsAnyAsync<Exception>(() => desk.LockAsync(account.Id, Administrator, TestContext.Current.CancellationToken));

        Assert.Equal((false, false), await StateAsync(board, account.Id));
    }

    private static async Task<(PeopleDesk Desk, Account Account)> BeginAsync(TestBoard board)
    {
        var account = new Account
        {
            Id = Guid.NewGuid(),
            UserName = "a@board.vn",
            NormalizedUserName = "A@BOARD.VN",
            Email = "a@board.vn",
            FullName = "A",
            Role = ActorRole.Auditor,
            Since = board.Time.GetUtcNow(),
        };
        await using var db = board.Record.Open();
        db.Add(account);
        db.Add(new Session { Id = Guid.NewGuid(), AccountId = account.Id, How = "password", Device = "", Address = "", BeganAt = board.Time.GetUtcNow(), SeenAt = board.Time.GetUtcNow() });
        await db.SaveChangesAsync();
        return (new PeopleDesk(board.Record, new KnownBodies(() => board.Catalog.Bodies), new SessionBook(board.Record, board.Time), board.Time, NullLogger<PeopleDesk>.Instance), account);
    }

    private static async Task<(bool Locked, bool Ended)> StateAsync(TestBoard board, Guid id)
    {
        await using var db = board.Record.Open();
        return (
            await db.Set<Account>().AsNoTracking().Where(account => account.Id == id).Select(account => account.LockedAt).SingleAsync() is not null,
            await db.Set<Session>().AsNoTracking().Where(session => session.AccountId == id).Select(session => session.EndedAt).SingleAsync() is not null);
    }
}
