using System.Globalization;
using SteeringBoard.Benchmarks.Forecasting;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Deadlines;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// The forecaster against invented work, seed by seed (<c>--seeds 1..300</c>): at every sixth hour it is told what was seen by then and gives the
/// odds of each deadline; then one sees what came. Whoever is told 80 % must see it come true about eight times in ten.
/// </summary>
internal static class Backtest
{
    private const int First = 1;
    private const int Last = 300;

    /// <summary>Pieces of work of a seed. Forecasts of one piece come true or not together, so that few pieces say little.</summary>
    private const int Pieces = 5;

    /// <summary>Steps between two forecasts.</summary>
    private const int Every = 6 * InventedCourse.Steps;

    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.FromHours(7));

    /// <summary>The seeds of an ordinary run.</summary>
    public static (int First, int Last) Usual => (First, Last);

    /// <summary>Reads a range of seeds such as <c>1..300</c>; none when it is no range.</summary>
    public static (int First, int Last)? Range(string seeds) =>
        seeds.Split("..") is [var from, var to]
        && int.TryParse(from, CultureInfo.InvariantCulture, out var first) && int.TryParse(to, CultureInfo.InvariantCulture, out var last) && first <= last
            ? (first, last) : null;

    public static Task<IReadOnlyList<Row>> MeasureAsync((int First, int Last) seeds)
    {
        var (first, last) = seeds;
        var tenths = new Tenths();
        var untold = 0;
        for (var seed = first; seed <= last; seed++)
        {
            for (var piece = 0; piece < Pieces; piece++)
            {
                untold += Run(new InventedCourse(seed * Pieces + piece), tenths);
            }
        }
        Console.WriteLine($"Backtest over seeds {first}..{last}: {tenths.Count} forecasts, {untold} with too little to judge by.\n\n{tenths}\n");
        return Task.FromResult<IReadOnlyList<Row>>(
        [
            Row.Of("forecasts told with 75-85 %", "", [tenths.AroundEight], new Bar(300, Least: true, OfBare: false)),
            Row.Of("a tenth's share of hits off its odds, the worst", "points", [tenths.WorstPoints], Bar.AtMost(10)),
            Row.Of("Brier score (bare: a straight line)", "", [tenths.Brier], [tenths.LineBrier], new Bar(1, Least: false, OfBare: true)),
        ]);
    }

    /// <summary>How many forecasts were not told.</summary>
    private static int Run(InventedCourse course, Tenths tenths)
    {
        var done = new long[course.Gains.Length + 1];
        var trail = Trail.Empty.Moved(Start, 0);
        var untold = 0;
        for (var step = 1; step <= course.Gains.Length; step++)
        {
            var now = At(step);
            var gain = course.Gains[step - 1];
            done[step] = done[step - 1] + gain;
            trail = gain == 0 ? trail : trail.Moved(now, gain);
            if (step % Every != 0)
            {
                continue;
            }
            var seen = Course.Of([trail]);
            foreach (var asked in course.Asked.Where(asked => asked.Due > step && asked.Target > done[step]))
            {
                var left = asked.Target - done[step];
                if (OutlookRules.Judge(seen, left, At(asked.Due), now) is not { Odds: { } odds, Pace: { } pace })
                {
                    untold++;
                    continue;
                }
                var came = done[step] + course.Gains[step..asked.Due].Sum() >= asked.Target;
                tenths.Add(odds, pace * (At(asked.Due) - now).TotalHours >= left, came);
            }
        }
        return untold;
    }

    private static DateTimeOffset At(int step) => Start.AddMinutes(step * 60.0 / InventedCourse.Steps);
}
