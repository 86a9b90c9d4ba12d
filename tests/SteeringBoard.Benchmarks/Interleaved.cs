namespace SteeringBoard.Benchmarks;

/// <summary>Measures two things in turns, so that what else the machine does meets both alike.</summary>
internal static class Interleaved
{
    public const int Runs = 5;

    public static async Task<(List<T> Ours, List<T> Bare)> RunAsync<T>(Func<Task<T>> ours, Func<Task<T>> bare)
    {
        var (mine, twins) = (new List<T>(), new List<T>());
        for (var run = 1; run <= Runs; run++)
        {
            // Each goes first every other time.
            if (run % 2 == 0)
            {
                mine.Add(await ours());
                twins.Add(await bare());
            }
            else
            {
                twins.Add(await bare());
                mine.Add(await ours());
            }

            Console.Error.WriteLine($"  run {run} of {Runs}: ours {mine[^1]}, bare {twins[^1]}");
        }

        return (mine, twins);
    }
}
