namespace SteeringBoard.Directives.Drafting;

/// <summary>
/// Tết: the first day of the Vietnamese lunar year. Months begin on the day of the new moon at UTC+7 and the one with the winter solstice is
/// the eleventh; the Chinese calendar reckons at UTC+8 and in some years (1985, 2007, 2030, 2053) has another day. Formulas after
/// Hồ Ngọc Đức, "Computing the Vietnamese lunar calendar", from Jean Meeus, "Astronomical Algorithms".
/// </summary>
public static class LunarNewYear
{
    private const double Zone = 7.0 / 24;
    private const double Month = 29.530588853;

    /// <summary>The new moon number 0, as a Julian day.</summary>
    private const double Epoch = 2415021.076998695;

    /// <summary>What a Julian day number is ahead of <see cref="DateOnly.DayNumber"/>.</summary>
    private const int JulianAhead = 1721426;

    /// <summary>The day of Tết in a year of the Gregorian calendar, 1900 to 2199.</summary>
    public static DateOnly Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2199);
        var (before, after) = (EleventhMonth(year - 1), EleventhMonth(year));
        var first = MoonNear(before);
        // Two months on, three when a leap month comes in between.
        var leap = after - before > 365 && LeapMonth(first) <= 2;
        return DateOnly.FromDayNumber(NewMoonDay(first + (leap ? 3 : 2)) - JulianAhead);
    }

    private static int MoonNear(int day) => (int)Math.Floor((day - Epoch) / Month + 0.5);

    /// <summary>The Julian day on which the eleventh month of a year begins.</summary>
    private static int EleventhMonth(int year)
    {
        var moon = (int)Math.Floor((new DateOnly(year, 12, 31).DayNumber + JulianAhead - 2415021) / Month);
        var day = NewMoonDay(moon);
        return SunSign(day) >= 9 ? NewMoonDay(moon - 1) : day;
    }

    /// <summary>How many months after the eleventh the leap month is: the first in which the sun enters no new sign.</summary>
    private static int LeapMonth(int first)
    {
        var month = 1;
        for (var sign = SunSign(NewMoonDay(first + 1)); month < 14; month++)
        {
            var next = SunSign(NewMoonDay(first + month + 1));
            if (next == sign)
            {
                return month;
            }
            sign = next;
        }
        return month;
    }

    /// <summary>The Julian day, at UTC+7, of a new moon.</summary>
    private static int NewMoonDay(int moon)
    {
        var t = moon / 1236.85;
        var (t2, t3) = (t * t, t * t * t);
        var mean = 2415020.75933 + 29.53058868 * moon + 0.0001178 * t2 - 0.000000155 * t3 + 0.00033 * Sin(166.56 + 132.87 * t - 0.009173 * t2);
        var sun = 359.2242 + 29.10535608 * moon - 0.0000333 * t2 - 0.00000347 * t3;
        var anomaly = 306.0253 + 385.81691806 * moon + 0.0107306 * t2 + 0.00001236 * t3;
        var latitude = 21.2964 + 390.67050646 * moon - 0.0016528 * t2 - 0.00000239 * t3;
        var correction = (0.1734 - 0.000393 * t) * Sin(sun) + 0.0021 * Sin(2 * sun)
            - 0.4068 * Sin(anomaly) + 0.0161 * Sin(2 * anomaly) - 0.0004 * Sin(3 * anomaly)
            + 0.0104 * Sin(2 * latitude) - 0.0051 * Sin(sun + anomaly)
            - 0.0074 * Sin(sun - anomaly) + 0.0004 * Sin(2 * latitude + sun)
            - 0.0004 * Sin(2 * latitude - sun) - 0.0006 * Sin(2 * latitude + anomaly)
            + 0.0010 * Sin(2 * latitude - anomaly) + 0.0005 * Sin(2 * anomaly + sun);
        // How far the earth's turning runs behind even time.
        var behind = -0.000278 + 0.000265 * t + 0.000262 * t2;
        return (int)Math.Floor(mean + correction - behind + 0.5 + Zone);
    }

    /// <summary>In which twelfth of its way, from 0 at the spring equinox, the sun is at midnight, at UTC+7, of a Julian day.</summary>
    private static int SunSign(int day)
    {
        var t = (day - 2451545.5 - Zone) / 36525;
        var t2 = t * t;
        var anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
        var longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
            + (1.914600 - 0.004817 * t - 0.000014 * t2) * Sin(anomaly) + (0.019993 - 0.000101 * t) * Sin(2 * anomaly) + 0.000290 * Sin(3 * anomaly);
        return (int)Math.Floor((longitude - 360 * Math.Floor(longitude / 360)) / 30);
    }

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);
}
