namespace SteeringBoard.Gateway.Scenarios;

/// <summary>
/// Working time: a count of ticks that runs from 06:30 to 20:00 +07:00 on every day of that week and stands still at night.
/// </summary>
internal static class WorkingHours
{
    /// <summary>The offset of the whole country.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>Working time in one day: 13 hours and a half.</summary>
    public const long Day = 135 * TimeSpan.TicksPerHour / 10;

    /// <summary>One working hour.</summary>
    public const long Hour = TimeSpan.TicksPerHour;

    private const long Opens = 65 * TimeSpan.TicksPerHour / 10;

    /// <summary>The working time at a moment given in UTC ticks; at night that of the evening before.</summary>
    public static long At(long utcTicks)
    {
        var local = utcTicks + Offset.Ticks;
        return local / TimeSpan.TicksPerDay * Day + Math.Clamp(local % TimeSpan.TicksPerDay - Opens, 0, Day);
    }

    /// <inheritdoc cref="At(long)"/>
    public static long At(DateTimeOffset moment) => At(moment.UtcTicks);

    /// <summary>The first moment (UTC ticks) at which so much working time has run: at a boundary the evening, not the morning.</summary>
    public static long End(long work)
    {
        var (day, rest) = Math.DivRem(work, Day);
        return rest == 0 ? Utc(day - 1, Day) : Utc(day, rest);
    }

    /// <summary>The last moment (UTC ticks) at which no more working time has run: at a boundary the morning, not the evening.</summary>
    public static long Start(long work)
    {
        var (day, rest) = Math.DivRem(work, Day);
        return Utc(day, rest);
    }

    private static long Utc(long day, long sinceOpening) => day * TimeSpan.TicksPerDay + Opens + sinceOpening - Offset.Ticks;
}
