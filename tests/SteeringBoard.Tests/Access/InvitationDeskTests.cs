using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Data;
using SteeringBoard.Tests.Audit;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access;

/// <summary>Somebody is invited and accepts, over a real record.</summary>
public sealed class InvitationDeskTests(Servers servers)
{
    private const string Email = "a@board.vn";
    private static readonly Actor Administrator = new("Người quản trị", ActorRole.Administrator, null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_form_sent_twice_at_once_makes_one_account_and_the_second_is_told(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        await using var services = ServicesOf(board);
        var token = await InviteAsync(services);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AcceptAsync(services, board, token))));

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.OfType<AccessRefusal>(), refusal => Assert.Equal("invitation", refusal.Code));
        await using var db = board.Record.Open();
        Assert.Equal(1, await db.Set<Account>().CountAsync(Cancellation));
        Assert.Single(await Trail.OfAsync(board.Record), entry => entry.What == "access.joined");
    }

    [Fact]
    public async Task The_second_of_two_invitations_of_one_address_is_told_that_there_is_an_account()
    {
        await using var board = await TestBoard.StartAsync();
        await using var services = ServicesOf(board);
        var (first, second) = (await InviteAsync(services), await InviteAsync(services));

        Assert.Null(await AcceptAsync(services, board, first));
        Assert.Equal("already-there", (await AcceptAsync(services, board, second))?.Code);
    }

    [Fact]
    public async Task An_invitation_stays_open_when_the_password_was_refused()
    {
        await using var board = await TestBoard.StartAsync();
        await using var services = ServicesOf(board);
        var token = await InviteAsync(services);

        Assert.Equal("password-weak", (await AcceptAsync(services, board, token, "aaaaaaaaaaaaaaaa"))?.Code);
        Assert.Null(await AcceptAsync(services, board, token));
    }

    private static ServiceProvider ServicesOf(TestBoard board)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(board.Record).AddSingleton<TimeProvider>(board.Time)
            .AddSingleton(new KnownBodies(() => board.Catalog.Bodies));
        services.AddDataProtection();
        return services.AddPeople().BuildServiceProvider();
    }

    private static async Task<string> InviteAsync(ServiceProvider services) =>
        (await services.GetRequiredService<InvitationDesk>().InviteAsync(new Invited("A", Email, ActorRole.Auditor, null), Administrator, Cancellation)).Token!;

    private static async Task<AccessRefusal?> AcceptAsync(ServiceProvider services, TestBoard board, string token, string password = "một câu dài dễ nhớ 2025")
    {
        await using var scope = services.CreateAsyncScope();
        var secret = Totp.NewSecret();
        var (account, codes, refusal) = await services.GetRequiredService<InvitationDesk>().AcceptAsync(
            scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), scope.ServiceProvider.GetRequiredService<BoardDb>(), token, password, secret,
            Totp.Code(secret, board.Time.GetUtcNow()), Cancellation);
        Assert.Equal(refusal is null ? 10 : 0, codes.Count);
        Assert.Equal(refusal is null, account is not null);
        return refusal;
    }
}
