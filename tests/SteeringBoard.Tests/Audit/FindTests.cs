using System.Security.Claims;
using SteeringBoard.Audit;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Audit;

/// <summary>An auditor looks for somebody in a long trail.</summary>
public sealed class FindTests(Servers servers)
{
    private static readonly ClaimsPrincipal Auditor = new();

    [Fact]
    public async Task A_search_for_a_rare_name_ends_says_how_far_it_looked_and_goes_on_from_there()
    {
        await using var board = await TestBoard.StartAsync();
        var count = AuditBook.MostLooked + 100;
        await using (var db = board.Record.Open())
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.AddRange(Enumerable.Range(1, count).Select(number => Row(number, number == 50 ? "Nguyễn Thị Hiếm" : "Cổng của tỉnh")));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var book = new AuditBook(board.Record, new AuditReaders(_ => true));

        var first = await book.FindAsync(Auditor, new AuditSearch { Who = "hiem" }, default);
        var next = await book.FindAsync(Auditor, new AuditSearch { Who = "hiem", Before = first!.Older }, default);

        Assert.Empty(first.Rows);
        Assert.Equal((101, 101), (first.LookedTo, first.Older));
        Assert.Equal((50, null), (Assert.Single(next!.Rows).Number, next.Older));
    }

    [Fact]
    public async Task A_search_that_has_read_all_says_nothing_of_older_ones()
    {
        await using var board = await TestBoard.StartAsync();
        await Trail.WriteAsync(board.Record, "một", "hai");

        var found = await new AuditBook(board.Record, new AuditReaders(_ => true)).FindAsync(Auditor, new AuditSearch { Who = "nobody" }, default);

        Assert.Equal((0, null), (found!.Rows.Count, found.Older));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_span_of_time_holds_just_what_was_done_in_it_though_clocks_differ(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        static DateTimeOffset At(long hour) => DateTimeOffset.UnixEpoch.AddHours(hour);
        await using (var db = board.Record.Open())
        {
            // An entry an hour; those of every tenth are of a machine whose clock is half a day behind.
            db.AddRange(Enumerable.Range(1, 400).Select(number => Row(number, "", At(number % 10 == 0 ? number - 12 : number))));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var book = new AuditBook(board.Record, new AuditReaders(_ => true));

        foreach (var (from, to) in new (long?, long?)[] { (100, 130), (null, 30), (370, null), (395, 500), (500, null), (null, -50), (-50, 5), (250, 251), (128, 129) })
        {
            var found = await book.FindAsync(Auditor, new AuditSearch { From = from is { } since ? At(since) : null, To = to is { } until ? At(until) : null }, default);

            var hours = Enumerable.Range(1, 400).Select(number => (Number: (long)number, Hour: number % 10 == 0 ? number - 12 : number));
            Assert.Equal(
                hours.Where(one => (from is null || one.Hour >= from) && (to is null || one.Hour < to)).Select(one => one.Number).OrderDescending().Take(AuditBook.Page),
                found!.Rows.Select(row => row.Number));
        }
        Assert.NotEmpty((await book.FindAsync(Auditor, new AuditSearch { From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue }, default))!.Rows);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Plain_text_is_found_by_itself_and_the_rest_by_its_folded_form(bool postgres)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var trail = new AuditTrail(board.Record);
        foreach (var by in new[] { "push:Province-79", "Đặng  Văn Đà", "two  blanks" })
        {
            await trail.WriteAsync(new AuditEntry("test", by, board.Now) { Body = "79", Details = ["1", "No-Such_Thing%"] }, default);
        }
        var book = new AuditBook(board.Record, new AuditReaders(_ => true));
        async Task<IEnumerable<string>> FoundAsync(string words) =>
            (await book.FindAsync(Auditor, new AuditSearch { What = "test", Words = words }, default))!.Rows.Select(row => row.By).Reverse();

        Assert.Equal([true, false, false], (await Trail.OfAsync(board.Record)).Where(row => row.What == "test").Select(row => row.Search.Length == 0));
        Assert.Equal(["push:Province-79"], await FoundAsync("PROVINCE-79"));
        Assert.Equal(["push:Province-79"], await FoundAsync("push: 79"));
        Assert.Equal(["Đặng  Văn Đà"], await FoundAsync("van dang"));
        Assert.Equal(["two  blanks"], await FoundAsync("Two blanks"));
        Assert.Equal(["push:Province-79", "Đặng  Văn Đà", "two  blanks"], await FoundAsync("no-such_thing%"));
        Assert.Empty(await FoundAsync("no-such thing_"));
        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Fact]
    public async Task Who_may_not_read_the_trail_gets_none()
    {
        await using var board = await TestBoard.StartAsync();

        Assert.Null(await new AuditBook(board.Record, new AuditReaders(_ => false)).FindAsync(Auditor, new AuditSearch(), default));
    }

    private static AuditRow Row(int number, string by, DateTimeOffset? at = null) => new()
    {
        Number = number,
        AtReal = at ?? DateTimeOffset.FromUnixTimeMilliseconds(number),
        What = "test",
        By = by,
        Role = "",
        Details = "[]",
        Hash = [1],
        Search = "",
    };
}
