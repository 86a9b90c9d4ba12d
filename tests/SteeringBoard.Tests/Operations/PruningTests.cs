using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Data;
using SteeringBoard.Operations;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Operations;

/// <summary>A record does not grow by what nobody can ask for any more.</summary>
public sealed class PruningTests(Servers servers)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Answers_sessions_and_invitations_go_when_they_are_good_for_nothing_and_not_before(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var now = board.Time.GetUtcNow();
        var account = new Account { Id = Guid.NewGuid(), UserName = "a@b.vn", FullName = "A", Role = ActorRole.Office, Since = now };
        await using (var db = board.Record.Open())
        {
            db.AddRange(
                account, Answer("young", now.AddHours(-23)), Answer("old", now.AddHours(-25)),
                Session(account, "young", now.AddDays(-7)), Session(account, "old", now.AddDays(-9)),
                Invitation("young", now.AddDays(-29)), Invitation("old", now.AddDays(-31)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await PruneAsync(board, AccessPruning.RunAsync, ReadinessExtensions.PruneAnswersAsync);

        await using var after = board.Record.Open();
        Assert.Equal(["young"], await after.Set<AnswerRow>().Select(row => row.Key).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["young"], await after.Set<Session>().Select(row => row.Device).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["young"], await after.Set<Invitation>().Select(row => row.FullName).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_that_fails_leaves_the_others_their_turn()
    {
        await using var board = await TestBoard.StartAsync();
        var done = false;

        await PruneAsync(
            board,
            (db, _, cancellation) => db.Database.ExecuteSqlRawAsync("DELETE FROM nowhere", cancellation),
            (_, _, _) =>
            {
                done = true;
                return Task.CompletedTask;
            });

        Assert.True(done);
    }

    [Fact]
    public async Task It_is_done_each_hour()
    {
        await using var board = await TestBoard.StartAsync();
        // A clock of its own: the board's has other timers, which come and go.
        var time = new ManualTime();
        var times = 0;
        using var pruning = new Pruning(
            board.Record,
            [
                (_, _, _) =>
                {
                    Interlocked.Increment(ref times);
                    return Task.CompletedTask;
                },
            ],
            time, NullLogger<Pruning>.Instance);
        await pruning.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => time.WaitingTimers == 1, "its clock to be set");

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, Volatile.Read(ref times));
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => Volatile.Read(ref times) == 1, "the first hour's turn");
        time.Advance(TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(() => Volatile.Read(ref times) == 2, "the second hour's turn");
        await pruning.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task PruneAsync(TestBoard board, params Prunes[] prunes)
    {
        using var pruning = new Pruning(board.Record, prunes, board.Time, NullLogger<Pruning>.Instance);
        await pruning.RunAsync(TestContext.Current.CancellationToken);
    }

    private static AnswerRow Answer(string key, DateTimeOffset given) => new() { Source = "push:79", Key = key, BodyHash = [1], Answer = "{}", GivenReal = given };

    private static Session Session(Account of, string device, DateTimeOffset began) =>
        new() { Id = Guid.NewGuid(), AccountId = of.Id, How = "password", Device = device, Address = "", BeganAt = began, SeenAt = began };

    private static Invitation Invitation(string name, DateTimeOffset expired) => new()
    {
        Id = Guid.NewGuid(),
        Sha256 = name,
        FullName = name,
        Email = "a@b.vn",
        Role = ActorRole.Office,
        By = "test",
        At = expired,
        ExpiresAt = expired,
    };
}
