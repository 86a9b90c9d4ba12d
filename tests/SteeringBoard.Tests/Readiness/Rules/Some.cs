using System.Collections.Frozen;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Readings to judge: made by hand for the examples, at random for the properties.</summary>
internal static class Some
{
    /// <summary>A working morning a day before the due instant of the test programme.</summary>
    public static DateTimeOffset Now { get; } = new(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7));

    public static DateTimeOffset Ago(double minutes) => Now - TimeSpan.FromMinutes(minutes);

    public static DateTimeOffset In(double minutes) => Now + TimeSpan.FromMinutes(minutes);

    public static LevelReading Reading(long value, long total, double minutesAgo = 0, Vouch? vouch = null) => new()
    {
        Value = value,
        Total = total,
        ObservedAt = Ago(minutesAgo),
        RecordedAt = Ago(minutesAgo),
        Source = 1,
        Vouch = vouch,
    };

    /// <summary>A span until some minutes ago that goes on in silence for a grace.</summary>
    public static Vouch Span(double untilMinutesAgo, double graceMinutes) =>
        new(1, Ago(untilMinutesAgo), Ago(untilMinutesAgo), TimeSpan.FromMinutes(graceMinutes), FrozenSet<SlotKey>.Empty) { RowId = 1, AfterChange = 0 };

    public static Levels At(
        LevelReading? claimed = null, LevelReading? pulled = null, LevelReading? tested = null, LevelReading? inspected = null) =>
        new(claimed, pulled, tested, inspected);

    public static Verdict Judged(Indicator indicator, Levels levels, DateTimeOffset? due = null, DateTimeOffset? contradictedSince = null) =>
        CellRules.Judge(indicator, due, levels, [], contradictedSince, Now);

    public static CellStatus Status(Indicator indicator, Levels levels, DateTimeOffset? due = null) => Judged(indicator, levels, due).Status;

    public static Cell Cell(Levels levels) => new() { Levels = levels };

    /// <summary>Any indicator of the rules: rising or falling, any level wanted, any target.</summary>
    public static Gen<Indicator> Indicators { get; } =
        from falling in Gen.Elements(false, true)
        from wanted in Gen.Elements(EvidenceLevels.All.ToArray())
        from target in Gen.Elements(1000, 950, 500)
        select Fixtures.TestProgramme.Indicator(Fixtures.TestProgramme.Filing) with { Falling = falling, Wanted = wanted, TargetPerMille = target };

    /// <summary>A reading up to eight days old, or up to five minutes ahead; said once, or held by a span that goes on or broke.</summary>
    public static Gen<LevelReading> Readings { get; } =
        from total in Gen.Elements(10L, 10, 20, 7)
        from value in Gen.Choose(0, (int)total)
        from age in Gen.OneOf(Gen.Choose(-5, 60), Gen.Choose(0, 3000), Gen.Choose(0, 12_000))
        from held in Gen.OneOf(
            Gen.Constant<(int Until, int Grace)?>(null),
            Gen.Choose(0, 100).Zip(Gen.Elements(0, 1, 15)).Select(pair => ((int Until, int Grace)?)(pair.Item1, pair.Item2)))
        select Reading(value, total, age, held is { } span ? Span(Math.Min(age, Math.Max(0, age - span.Until)), span.Grace) : null);

    public static Gen<LevelReading?> Perhaps(Gen<LevelReading> readings) =>
        Gen.Frequency((2, Gen.Constant<LevelReading?>(null)), (3, readings.Select(reading => (LevelReading?)reading)));

    /// <summary>Any readings at the four levels, some of them sums.</summary>
    public static Gen<Levels> AnyLevels { get; } =
        from claimed in Perhaps(OrSums())
        from pulled in Perhaps(OrSums())
        from tested in Perhaps(OrSums())
        from inspected in Perhaps(OrSums())
        select new Levels(claimed, pulled, tested, inspected);

    /// <summary>A due instant that is past, soon, far or none.</summary>
    public static Gen<DateTimeOffset?> Dues { get; } =
        Gen.Elements<DateTimeOffset?>(null, Ago(60), In(1), In(240), In(6000));

    private static Gen<LevelReading> OrSums() => Gen.Frequency((3, Readings), (1, Gen.NonEmptyListOf(Readings).Select(Sum)));

    private static LevelReading Sum(IEnumerable<LevelReading> parts)
    {
        ImmutableArray<LevelReading> all = [.. parts];
        return new LevelReading
        {
            Value = all.Sum(part => part.Value),
            Total = all.Sum(part => part.Total),
            ObservedAt = all.Max(part => part.ObservedAt),
            RecordedAt = all.Max(part => part.RecordedAt),
            Source = LevelReading.Sum,
            Parts = all,
        };
    }
}
