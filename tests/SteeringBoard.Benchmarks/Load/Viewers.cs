using System.Text.Json;
using System.Text.RegularExpressions;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>People who have a page open.</summary>
/// <param name="Page">The page.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Figures">Whether each watches the page's figures too, as its script does; else there is the circuit alone.</param>
internal sealed record ViewersPlan(Uri Page, int Count, bool Figures);

/// <summary>The viewers of a <see cref="ViewersPlan"/>: a process of their own, without a browser.</summary>
internal static partial class Viewers
{
    public const string Mode = "--viewers";

    private const string Opened = "all are open";

    /// <summary>Opens them in a process of their own, and waits until all see their page; they stay until it is disposed.</summary>
    public static async Task<ChildProcess> OpenAsync(ViewersPlan plan)
    {
        var process = ChildProcess.Start(Environment.ProcessPath!, [Mode, JsonSerializer.Serialize(plan)]);
        await process.LineAsync(line => line == Opened, "its viewers", TimeSpan.FromMinutes(5));
        return process;
    }

    /// <summary>The process itself.</summary>
    public static async Task RunAsync(ViewersPlan plan)
    {
        using var client = new HttpClient();
        var circuits = new Circuit[plan.Count];
        var subscribers = new Subscriber[plan.Figures ? plan.Count : 0];
        await Parallel.ForEachAsync(Enumerable.Range(0, plan.Count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (viewer, stop) =>
        {
            var html = await client.GetStringAsync(plan.Page, stop);
            circuits[viewer] = await Circuit.OpenAsync(plan.Page, html);
            if (plan.Figures)
            {
                subscribers[viewer] = await WatchAsync(plan.Page, html);
            }
        });
        Console.WriteLine(Opened);

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync())
        {
            await Task.WhenAll(subscribers.Select(subscriber => subscriber.PingAsync()));
        }

        GC.KeepAlive(circuits);
    }

    private static async Task<Subscriber> WatchAsync(Uri page, string html)
    {
        var subscriber = new Subscriber();
        await subscriber.ConnectAsync(page, key: null);
        foreach (Match figure in Figure().Matches(html))
        {
            var attributes = Argument().Matches(figure.Value).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
            attributes.Remove("name", out var name);
            await subscriber.WatchFigureAsync(name!, attributes);
        }

        _ = subscriber.ListenAsync((_, _) => { });
        return subscriber;
    }

    [GeneratedRegex("<live-figure [^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Figure();

    [GeneratedRegex(" (?<name>name|programme|directive)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Argument();
}
