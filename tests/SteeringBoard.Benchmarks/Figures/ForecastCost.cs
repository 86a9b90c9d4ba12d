using System.Diagnostics;
using SteeringBoard.Benchmarks.Forecasting;
using SteeringBoard.Benchmarks.Reporting;
using SteeringBoard.Deadlines;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// Every deadline of the go-live with its forecast after one province's value changed, three days of hourly readings behind it; and, when
/// those of just before are known, what the one change costs against judging all again.
/// </summary>
internal static class ForecastCost
{
    private const int Rounds = 30;

    public static Task<IReadOnlyList<Row>> MeasureAsync()
    {
        var country = SeededCountry.Read();
        var (board, now) = country.Week(hours: 72);
        var views = new DeadlineViews();
        List<double> all = [], touched = [];
        for (var round = 0; round < 2 * Rounds; round++)
        {
            board = country.Change(board, round);
            if (round == 0)
            {
                views.All(board, country.Directives, null, now);
                continue;
            }
            var every = Time(() => DeadlineRules.All(board, country.Directives, null, now).Count());
            var one = Time(() => views.All(board, country.Directives, null, now));
            if (round >= Rounds)
            {
                all.Add(every);
                touched.Add(one);
            }
        }
        Console.Error.WriteLine($"  {views.All(board, country.Directives, null, now).Length} deadlines");
        return Task.FromResult<IReadOnlyList<Row>>(
        [
            Row.Of("all forecasts after one change", "ms", all, Bar.AtMost(20)),
            Row.Of("the forecasts one change touches (bare: all again)", "ms", touched, all, Bar.AtMostBare(0.5)),
        ]);
    }

    private static double Time<T>(Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        GC.KeepAlive(work());
        return watch.Elapsed.TotalMilliseconds;
    }
}
