using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Access.SignOn;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access.SignOn;

/// <summary>Somebody comes in for the first time on several nodes at the same moment.</summary>
public sealed class SameMomentTests(Servers servers)
{
    private const int Nodes = 6;

    [Theory, InlineData(false), InlineData(true)]
    public async Task All_nodes_find_the_account_that_the_first_one_made(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var registered = new ServiceCollection().AddLogging().AddSingleton(board.Record).AddSingleton<TimeProvider>(board.Time);
        registered.AddDataProtection();
        await using var services = registered.AddPeople().BuildServiceProvider();

        for (var round = 0; round < 5; round++)
        {
            var person = new SignOnPerson("https://login.vn", $"{round}", "Nguyễn Văn A", $"a{round}@login.vn", false, ActorRole.Reporter, "79");
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var coming = Enumerable.Range(0, Nodes).Select(_ => ComeInAsync(services, board, person, start.Task)).ToList();

            start.SetResult();
            var found = await Task.WhenAll(coming);

            Assert.All(found, one => Assert.Null(one.Refusal));
            await using var db = board.Record.Open();
            var account = await db.Set<Account>().AsNoTracking().SingleAsync(account => account.UserName == person.Email, TestContext.Current.CancellationToken);
            Assert.All(found, one => Assert.Equal(account.Id, one.Account!.Id));
        }
    }

    private static async Task<(Account? Account, AccessRefusal? Refusal)> ComeInAsync(ServiceProvider services, TestBoard board, SignOnPerson person, Task start)
    {
        await using var node = services.CreateAsyncScope();
        var desk = DeskOf(node.ServiceProvider, board);
        await start;
        return await desk.AccountAsync(person, CancellationToken.None);
    }

    private static SignOnDesk DeskOf(IServiceProvider node, TestBoard board) => new(
        new SignOnOptions { Authority = new Uri("https://login.vn"), ClientId = "board", ClientSecret = "secret", Roles = new Dictionary<string, ActorRole>() },
        new KnownBodies(() => board.Catalog.Bodies), node.GetRequiredService<UserManager<Account>>(), node.GetRequiredService<BoardDb>(),
        new SessionBook(board.Record, board.Time), new OneAtATime(), board.Time, NullLogger<SignOnDesk>.Instance);
}
