using System.Collections.Immutable;

namespace SteeringBoard.Deadlines;

/// <summary>
/// The units still to come, learnt from the hours seen. What an hour of the day brought on the days before, it is taken to bring again: so
/// nights are quiet where they were. Work comes in lumps, whose size is measured; the longer the time ahead, the more a day may differ from the
/// days seen; and an hour of the day never seen may bring anything from nothing to twice what the others do. Pure; time is passed in.
/// </summary>
public sealed class Foresight
{
    /// <summary>Programme hours looked back on, at most.</summary>
    public const int Window = 72;

    private const int Day = 24;

    /// <summary>Quarter-hours of an hour: a change is known to a quarter-hour (<see cref="Course"/>).</summary>
    private const int Steps = 4;

    /// <summary>Hours over which it is measured how unevenly work comes; shorter ones would miss that busy hours follow busy ones.</summary>
    private const int Block = 3;

    /// <summary>How much of its level one day differs from another, as a standard deviation. Two or three days do not tell; taken as given.</summary>
    private const double BetweenDays = 0.35;

    /// <summary>The same of an hour of the day never seen.</summary>
    private const double Unseen = 0.5;

    private readonly int _hours;
    private readonly double _gained;
    private readonly double _lump;
    private readonly ImmutableArray<double> _ahead;
    private readonly ImmutableArray<bool> _seen;

    private Foresight(double[] gains, double lumps)
    {
        _hours = gains.Length;
        _gained = gains.Sum();
        _seen = [.. Enumerable.Range(0, Day).Select(hour => _hours > Day - 1 - hour)];
        _ahead = ByHour(gains);
        _lump = Math.Max(_gained > 0 ? lumps / _gained : 0, Uneven(gains));
    }

    /// <param name="course">Units done over time.</param>
    /// <param name="hours">Whole hours behind it to learn from, from 1 to <see cref="Window"/>.</param>
    /// <param name="now">Programme time.</param>
    public static Foresight Of(Course course, int hours, DateTimeOffset now)
    {
        var (gains, lumps) = (new double[hours], 0.0);
        foreach (var (step, gain) in course.Gains(now, hours * Steps).Index())
        {
            gains[step / Steps] += gain;
            lumps += gain * gain;
        }
        return new Foresight(gains, lumps);
    }

    /// <summary>Units expected over so many hours to come; none where it went backwards on the whole.</summary>
    public double Expected(double hours) => Over(hours, hour => _ahead[hour]);

    /// <summary>The share of them that falls in hours of the day never seen.</summary>
    public double UnseenShare(double hours) => Expected(hours) is > 0 and var all ? Over(hours, hour => _seen[hour] ? 0 : _ahead[hour]) / all : 0;

    /// <summary>The standard deviation of the units that come over so many hours.</summary>
    public double Spread(double hours) => Math.Sqrt(Variance(hours));

    /// <summary>The chance that so many units come in so many hours: the square root of a count is spread about evenly.</summary>
    public double Odds(long left, double hours)
    {
        var (expected, variance) = (Expected(hours), Variance(hours));
        return expected <= 0 || variance <= 0
            ? 0
            : 1 - Normal(2 * (Math.Sqrt(left * expected / variance) - Math.Sqrt(Math.Max(0, expected * expected / variance - 0.25))));
    }

    /// <summary>In how many hours so many units are expected; none when never.</summary>
    public double? HoursTo(long left)
    {
        var day = Expected(Day);
        if (day <= 0)
        {
            return null;
        }
        var days = Math.Floor(left / day);
        var (hours, rest) = (days * Day, left - days * day);
        for (var hour = 0; rest > 0; hour++)
        {
            var gain = _ahead[hour % Day];
            hours += gain >= rest ? rest / gain : 1;
            rest -= gain;
        }
        return hours;
    }

    private double Variance(double hours)
    {
        var expected = Expected(hours);
        var lumps = _gained > 0 ? _lump * (expected + expected * expected / _gained) : 0;
        var between = BetweenDays * expected;
        var unseen = Unseen * UnseenShare(hours) * expected;
        return lumps + between * between * Day / _hours + unseen * unseen;
    }

    private static double Over(double hours, Func<int, double> of)
    {
        var days = Math.Floor(hours / Day);
        var sum = days > 0 ? days * Enumerable.Range(0, Day).Sum(of) : 0;
        for (var (hour, rest) = (0, hours - days * Day); rest > 0; hour++, rest--)
        {
            sum += of(hour) * Math.Min(1, rest);
        }
        return sum;
    }

    /// <summary>What each of the next 24 hours is expected to bring: the mean of that hour and its neighbours on the days seen.</summary>
    private ImmutableArray<double> ByHour(double[] gains)
    {
        // The hour that begins now is the one that began 24 hours ago, the last but none of a day behind.
        var behind = Enumerable.Range(0, Day).Select(hour => Enumerable.Range(0, gains.Length).Where(back => back % Day == Day - 1 - hour)
            .Select(back => gains[back]).DefaultIfEmpty(0).Average()).ToArray();
        var mean = behind.Where((_, hour) => _seen[hour]).Average();
        return
        [
            .. Enumerable.Range(0, Day).Select(hour =>
            {
                if (!_seen[hour])
                {
                    return Math.Max(0, mean);
                }
                var (sum, weight) = (0.0, 0);
                foreach (var (near, counts) in new[] { (hour + Day - 1, 1), (hour, 2), (hour + 1, 1) })
                {
                    if (_seen[near % Day])
                    {
                        sum += behind[near % Day] * counts;
                        weight += counts;
                    }
                }
                return Math.Max(0, sum / weight);
            }),
        ];
    }

    /// <summary>Units of variance a unit gained brings, measured over blocks of hours against what these hours were expected to bring.</summary>
    private double Uneven(double[] gains)
    {
        var (squares, expected) = (0.0, 0.0);
        for (var from = 0; from + Block <= gains.Length; from += Block)
        {
            var (gain, mean) = (0.0, 0.0);
            for (var back = from; back < from + Block; back++)
            {
                gain += gains[back];
                mean += _ahead[Day - 1 - back % Day];
            }
            squares += (gain - mean) * (gain - mean);
            expected += mean;
        }
        // The less is seen, the closer what is expected lies to it by making.
        var degrees = gains.Length <= Day ? 1.3 : 1.1;
        return expected > 0 ? degrees * squares / expected : 0;
    }

    /// <summary>The normal distribution function (Abramowitz and Stegun 26.2.17; off by less than 1e-7).</summary>
    private static double Normal(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }
}
