using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Tests.Audit;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access;

/// <summary>Somebody changes their own account, over a real record.</summary>
public sealed class AccountDeskTests : IAsyncLifetime
{
    private const string Password = "một câu dài dễ nhớ 2025";

    private TestBoard _board = null!;
    private ServiceProvider _services = null!;
    private AsyncServiceScope _scope;
    private Account _account = null!;

    private AccountDesk Desk => _scope.ServiceProvider.GetRequiredService<AccountDesk>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Identity_refuses_is_told_as_not_done_and_is_not_in_the_trail()
    {
        var (session, secret) = (await BeginSessionAsync(), Totp.NewSecret());
        await SomebodyElseChangesItAsync();

        var (codes, refusal) = await Desk.ChangeSecondAsync(_account, Password, secret, Totp.Code(secret, _board.Time.GetUtcNow()), Guid.NewGuid(), Cancellation);

        Assert.Empty(codes);
        Assert.Equal("not-done", refusal?.Code);
        Assert.DoesNotContain(await Trail.OfAsync(_board.Record), entry => entry.What == "access.second-factor-changed");
        await using var db = _board.Record.Open();
        Assert.Null((await db.Set<Session>().AsNoTracking().SingleAsync(one => one.Id == session, Cancellation)).EndedAt);
    }

    [Fact]
    public async Task What_Identity_does_is_told_once_and_is_in_the_trail()
    {
        var (session, secret) = (await BeginSessionAsync(), Totp.NewSecret());

        var (codes, refusal) = await Desk.ChangeSecondAsync(_account, Password, secret, Totp.Code(secret, _board.Time.GetUtcNow()), Guid.NewGuid(), Cancellation);

        Assert.Equal(10, codes.Count);
        Assert.Null(refusal);
        Assert.Contains(await Trail.OfAsync(_board.Record), entry => entry.What == "access.second-factor-changed");
        await using var db = _board.Record.Open();
        Assert.NotNull((await db.Set<Session>().AsNoTracking().SingleAsync(one => one.Id == session, Cancellation)).EndedAt);
    }

    [Theory]
    [InlineData("ngắn quá")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task A_weak_password_is_told_so_and_the_old_one_stays(string weak)
    {
        var refusal = await Desk.ChangePasswordAsync(_account, Password, weak, Guid.NewGuid(), Cancellation);

        Assert.Equal("password-weak", refusal?.Code);
        Assert.Null(await Desk.KnowsPasswordAsync(_account, Password, Cancellation));
    }

    [Theory, InlineData("vi"), InlineData("en"), InlineData("fr")]
    public void Whatever_Identity_can_refuse_is_told_in_the_language_of_who_reads_it(string language)
    {
        var words = _services.GetRequiredService<IStringLocalizer<AccessTexts>>();
        var errors = typeof(IdentityErrorDescriber).GetMethods().Where(method => method.ReturnType == typeof(IdentityError))
            .Select(method => (IdentityError)method.Invoke(
                new IdentityErrorDescriber(), [.. method.GetParameters().Select(asked => asked.ParameterType == typeof(int) ? (object)12 : "x")])!).ToList();
        Assert.True(errors.Count > 20);

        foreach (var error in errors)
        {
            var refusal = AccountDesk.Told(IdentityResult.Failed(error));

            CultureInfo.CurrentUICulture = new CultureInfo(language);
            var said = words[$"refused-{refusal.Code}", refusal.Arguments];
            Assert.False(said.ResourceNotFound, refusal.Code);
            Assert.DoesNotContain(error.Description, said.Value, StringComparison.Ordinal);
        }
        // What a person can mend is told apart from what went wrong here.
        string CodeOf(string error) => AccountDesk.Told(IdentityResult.Failed(new IdentityError { Code = error })).Code;
        Assert.Equal(
            ["password-weak", "password-weak", "wrong", "already-there", "already-there", "email", "email", "not-done"],
            new[] { "PasswordTooShort", "PasswordRequiresUniqueChars", "PasswordMismatch", "DuplicateUserName", "DuplicateEmail", "InvalidUserName", "InvalidEmail", "ConcurrencyFailure" }.Select(CodeOf));
    }

    [Fact]
    public async Task A_right_password_ends_the_row_of_wrong_ones()
    {
        for (var row = 0; row < 2; row++)
        {
            for (var time = 0; time < 4; time++)
            {
                Assert.Equal("wrong", (await Desk.KnowsPasswordAsync(_account, "wrong password here", Cancellation))?.Code);
            }
            Assert.Null(await Desk.KnowsPasswordAsync(_account, Password, Cancellation));
        }
    }

    [Fact]
    public async Task Five_wrong_ones_in_a_row_lock_the_account()
    {
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal("wrong", (await Desk.KnowsPasswordAsync(_account, "wrong password here", Cancellation))?.Code);
        }

        Assert.Equal("wait", (await Desk.KnowsPasswordAsync(_account, Password, Cancellation))?.Code);
    }

    public async ValueTask InitializeAsync()
    {
        _board = await TestBoard.StartAsync();
        var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton(_board.Record).AddSingleton<TimeProvider>(_board.Time);
        services.AddDataProtection();
        _services = services.AddPeople().BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
        var accounts = _scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var made = new Account { Id = Guid.NewGuid(), UserName = "a@board.vn", Email = "a@board.vn", FullName = "A", Role = ActorRole.Auditor, Since = _board.Time.GetUtcNow() };
        Assert.True((await accounts.CreateAsync(made, Password)).Succeeded);
        _account = (await Desk.FindAsync(made.Id))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        await _board.DisposeAsync();
    }

    private async Task<Guid> BeginSessionAsync()
    {
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = _account.Id,
            How = "password",
            Device = "",
            Address = "",
            BeganAt = _board.Time.GetUtcNow(),
            SeenAt = _board.Time.GetUtcNow(),
        };
        await using var db = _board.Record.Open();
        db.Add(session);
        await db.SaveChangesAsync(Cancellation);
        return session.Id;
    }

    /// <summary>What Identity then refuses to write over.</summary>
    private async Task SomebodyElseChangesItAsync()
    {
        await using var db = _board.Record.Open();
        await db.Set<Account>().ExecuteUpdateAsync(set => set.SetProperty(account => account.ConcurrencyStamp, Guid.NewGuid().ToString()), Cancellation);
    }
}
