namespace SteeringBoard.Benchmarks.Forecasting;

/// <summary>A deadline on an invented course.</summary>
/// <param name="Due">In quarter-hours from its beginning.</param>
/// <param name="Target">Units.</param>
internal sealed record InventedDeadline(int Due, long Target);

/// <summary>
/// Some days of work, invented from a seed: people who work by day and some of them at night, who rest at noon or not, whose days differ, who
/// finish things one by one or in heaps, and who at times are held up for hours. The forecaster knows nothing of how it is made. What is asked
/// for by when does not know what will happen either: it is set, well or badly, from what such work brings on the average.
/// </summary>
internal sealed class InventedCourse
{
    /// <summary>Steps of an hour.</summary>
    public const int Steps = 4;

    private const int Deadlines = 5;
    private const int Day = 24 * Steps;

    private readonly Random _draw;

    public InventedCourse(int seed)
    {
        _draw = new Random(seed);
        Gains = new long[_draw.Next(3, 8) * Day];
        var begins = Between(6, 22);
        var (wakes, sleeps) = (Between(6, 9), Between(17, 22));
        var atNight = OneOf(0, 0, 0.03, 0.1, 0.3);
        var atNoon = OneOf(1, 0.2);
        var gap = Math.Exp(Between(Math.Log(0.3), Math.Log(3)));
        var heap = Math.Exp(Between(Math.Log(2), Math.Log(60)));
        var uneven = Between(0.2, 1);
        var heldUp = OneOf(0, 0.1, 0.3);
        var dayToDay = Between(0, 0.4);

        var average = new double[Gains.Length + 1];
        var (level, heldUntil) = (1.0, 0);
        for (var step = 0; step < Gains.Length; step++)
        {
            var hour = (begins + (double)step / Steps) % 24;
            var busy = (hour >= wakes && hour < sleeps ? 1 : atNight) * (hour is >= 12 and < 13 ? atNoon : 1) / gap / Steps;
            average[step + 1] = average[step] + busy * heap * (1 - heldUp / 3);
            level *= step % Day == 0 ? Math.Exp(dayToDay * Bell() - dayToDay * dayToDay / 2) : 1;
            if (_draw.NextDouble() < heldUp / Day)
            {
                heldUntil = step + (int)Between(2 * Steps, 14 * Steps);
            }
            for (var left = step < heldUntil ? 0 : Many(busy * level); left > 0; left--)
            {
                Gains[step] += Math.Max(1, (long)Math.Round(heap * Math.Exp(uneven * Bell() - uneven * uneven / 2)));
            }
        }
        Asked =
        [
            .. Enumerable.Range(0, Deadlines).Select(_ => (int)Between(0.3 * Gains.Length, Gains.Length))
                .Select(due => new InventedDeadline(due, Math.Max(1, (long)(average[due] * Math.Exp(0.7 * Bell()))))),
        ];
    }

    /// <summary>Units done in each quarter-hour.</summary>
    public long[] Gains { get; }

    /// <summary>What is asked for by when.</summary>
    public IReadOnlyList<InventedDeadline> Asked { get; }

    private double Between(double least, double most) => least + (most - least) * _draw.NextDouble();

    private double OneOf(params double[] values) => values[_draw.Next(values.Length)];

    /// <summary>A draw of the normal distribution (Box and Muller).</summary>
    private double Bell() => Math.Sqrt(-2 * Math.Log(1 - _draw.NextDouble())) * Math.Cos(2 * Math.PI * _draw.NextDouble());

    /// <summary>A draw of the Poisson distribution (Knuth).</summary>
    private int Many(double mean)
    {
        var (count, product, least) = (0, _draw.NextDouble(), Math.Exp(-mean));
        while (product > least)
        {
            product *= _draw.NextDouble();
            count++;
        }
        return count;
    }
}
