using FsCheck.Fluent;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>Phrases are read as instants.</summary>
public sealed class DeadlineReadingTests
{
    private static readonly TimeZoneInfo Hanoi = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    /// <summary>The date each dated directive of the documents names, as its phrase has it. "derived" instants are ours, read from no phrase.</summary>
    private static readonly Dictionary<string, (string? Rule, string When)> Dates = new()
    {
        ["G03"] = (null, "2025-06-27"),
        ["G05"] = (null, "2025-06-27"),
        ["G08"] = (null, "2025-06-27"),
        ["G09"] = (null, "2025-06-25"),
        ["G10"] = (null, "2025-06-25"),
        ["G12"] = ("at-hour", "2025-06-27T18:00"),
        ["G13"] = (null, "2025-06-27T18:00"),
        ["G14"] = (null, "2025-07-01"),
        ["G15"] = (null, "2025-06-25"),
        ["G16"] = (null, "2025-06-27"),
        ["G18"] = (null, "2025-06-25"),
        ["G19"] = (null, "2025-06-25"),
        ["G20"] = ("before", "2025-06-27"),
        ["G21"] = (null, "2025-06-27"),
        ["G22"] = (null, "2025-06-27"),
        ["G25"] = (null, "2025-06-27"),
        ["G26"] = (null, "2025-06-25"),
        ["G29"] = (null, "2025-07-01"),
        ["G34"] = (null, "2025-06-30"),
        ["G35"] = (null, "2025-06-30"),
        ["P02"] = (null, "2024-01"),
        ["P03"] = (null, "2024-01"),
        ["P04"] = (null, "2024-06"),
        ["P05"] = (null, "2024"),
        ["P06"] = ("lunar-new-year", "2024"),
        ["P07"] = (null, "2024-Q1"),
        ["P08"] = (null, "2024"),
        ["P10"] = (null, "2024-03-30"),
        ["P11"] = (null, "2024-01-31"),
        ["P12"] = (null, "2024-03"),
        ["P13"] = (null, "2024-04-15"),
        ["P14"] = (null, "2024-Q2"),
        ["P15"] = (null, "2024-Q1"),
    };

    public static TheoryData<string> Dated => new(Seeded.Where(directive => directive.DueBefore is not null).Select(directive => directive.Code));

    private static IReadOnlyList<Directive> Seeded { get; } = SeedLoad.Read(Path.Combine(Repository.Root, "seed-data")).Directives;

    [Theory, MemberData(nameof(Dated))]
    public void Every_dated_directive_of_the_documents_is_open_in_time_a_second_before_its_instant_and_overdue_at_it(string code)
    {
        var directive = Seeded.Single(directive => directive.Code == code);
        var (rule, when) = Dates[code];
        Assert.True(DeadlineReading.TryRead(rule ?? directive.Rule, when, Hanoi, out var due));
        Assert.Equal(directive.DueBefore, due);

        var assignment = new Assignment(directive.Programme, code, "79");
        OfficialState? At(int seconds) => AssignmentRules.Official(assignment, due, due!.Value.AddSeconds(seconds));
        Assert.Equal((OfficialState.OpenInTime, OfficialState.OpenOverdue, OfficialState.OpenOverdue), (At(-1), At(0), At(1)));
    }

    [Theory, MemberData(nameof(Dated))]
    public void In_the_register_every_dated_directive_is_overdue_from_its_instant_but_the_one_that_begins_there(string code)
    {
        var directive = Seeded.Single(directive => directive.Code == code);
        var assignment = new Assignment(directive.Programme, code, "79");

        OfficialState? At(int seconds) => AssignmentRules.Official(assignment, directive, directive.DueBefore!.Value.AddSeconds(seconds));

        // G14: services run without interruption from 1 July on. Nothing of it can be done by then.
        var from = code is "G14" ? OfficialState.OpenInTime : OfficialState.OpenOverdue;
        Assert.Equal((OfficialState.OpenInTime, from, from), (At(-1), At(0), At(1)));
    }

    [Theory]
    [InlineData("before", "2025-06-27", "2025-06-27T00:00:00+07:00")]
    [InlineData("through-the-day", "2025-06-25", "2025-06-26T00:00:00+07:00")]
    [InlineData("through-the-day", "2024-02-29", "2024-03-01T00:00:00+07:00")]
    [InlineData("at-hour", "2025-06-27T18:00", "2025-06-27T18:00:00+07:00")]
    [InlineData("starts-at", "2025-07-01", "2025-07-01T00:00:00+07:00")]
    [InlineData("through-the-month", "2025-12", "2026-01-01T00:00:00+07:00")]
    [InlineData("through-the-quarter", "2025-Q4", "2026-01-01T00:00:00+07:00")]
    [InlineData("through-the-year", "2025", "2026-01-01T00:00:00+07:00")]
    [InlineData("before", "2025-Q3", "2025-07-01T00:00:00+07:00")]
    [InlineData("lunar-new-year", "2025", "2025-01-29T00:00:00+07:00")]
    public void A_rule_reads_its_date(string rule, string when, string instant)
    {
        Assert.True(DeadlineReading.TryRead(rule, when, Hanoi, out var due));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), due);
    }

    [Theory]
    [InlineData("through-the-day", "2025-06")]
    [InlineData("through-the-month", "2025-06-25")]
    [InlineData("through-the-quarter", "2025-Q5")]
    [InlineData("through-the-year", "2025-Q1")]
    [InlineData("at-hour", "2025-06-27")]
    [InlineData("before", "2025-02-30")]
    [InlineData("before", "")]
    [InlineData("standing", "2025-06-25")]
    [InlineData("soon", "2025-06-25")]
    [InlineData("through-the-year", "9999")]
    [InlineData("lunar-new-year", "0001")]
    public void A_date_that_its_rule_does_not_read_is_refused(string rule, string when) =>
        Assert.False(DeadlineReading.TryRead(rule, when, Hanoi, out _));

    [Theory, InlineData(""), InlineData("standing"), InlineData("at-once"), InlineData("set-by-another")]
    public void Some_rules_give_no_instant(string rule)
    {
        Assert.True(DeadlineReading.TryRead(rule, "", Hanoi, out var due));
        Assert.Null(due);
    }

    // The years in which Hanoi and Beijing kept another day are from the published calendars.
    [Theory]
    [InlineData(1968, "1968-01-29")]
    [InlineData(1985, "1985-01-21")]
    [InlineData(2007, "2007-02-17")]
    [InlineData(2023, "2023-01-22")]
    [InlineData(2024, "2024-02-10")]
    [InlineData(2025, "2025-01-29")]
    [InlineData(2026, "2026-02-17")]
    [InlineData(2030, "2030-02-02")]
    [InlineData(2053, "2053-02-18")]
    public void The_lunar_year_begins_as_in_Hanoi(int year, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), LunarNewYear.Of(year));

    [Fact]
    public void The_lunar_year_is_within_a_day_of_the_Chinese_one_but_for_1985()
    {
        // An hour of difference moves a new moon by a day at most; in 1985 it moved the solstice month.
        var chinese = new System.Globalization.ChineseLunisolarCalendar();
        Assert.All(Enumerable.Range(1968, 130).Where(year => year != 1985), year =>
        {
            var day = DateOnly.FromDateTime(chinese.ToDateTime(year, 1, 1, 0, 0, 0, 0));
            Assert.InRange(day.DayNumber - LunarNewYear.Of(year).DayNumber, 0, 1);
        });
    }

    [Fact]
    public void A_day_run_through_ends_where_the_next_begins() => Always.Holds(
        Gen.Choose(0, 20_000).Select(days => new DateOnly(2000, 1, 1).AddDays(days)),
        day =>
        {
            Assert.True(DeadlineReading.TryRead("through-the-day", $"{day:yyyy-MM-dd}", Hanoi, out var through));
            Assert.True(DeadlineReading.TryRead("before", $"{day.AddDays(1):yyyy-MM-dd}", Hanoi, out var before));
            Assert.Equal(before, through);
        });
}
