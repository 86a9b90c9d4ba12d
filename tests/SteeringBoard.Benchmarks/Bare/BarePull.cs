using System.Net;
using System.Net.Http.Headers;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>Sweeps over gateways without a board behind.</summary>
/// <param name="Paths">One for each gateway.</param>
/// <param name="WarmUp">Sweeps before measuring, one right after the other.</param>
/// <param name="Pause">Between two sweeps that are measured: what is done once a second runs on colder caches than what is done at full speed.</param>
internal sealed record BarePullPlan(Uri Gateways, string[] Paths, int Parallel, int WarmUp, int Sweeps, TimeSpan Pause = default);

/// <summary>What a sweep and a pull cost.</summary>
/// <param name="SweepMilliseconds">Processor time of the process for one sweep.</param>
/// <param name="PullBytes">Bytes allocated for one pull.</param>
internal sealed record BarePullResult(double SweepMilliseconds, double PullBytes);

/// <summary>The bare puller: the same HttpClient call as the board's, and the tag each gateway gave last.</summary>
internal static class BarePull
{
    public const string Mode = "--bare-pull";

    private const int Settling = 10;

    public static async Task<BarePullResult> RunAsync(BarePullPlan plan)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli })
        {
            BaseAddress = plan.Gateways,
        };
        var tags = new EntityTagHeaderValue?[plan.Paths.Length];
        await SweepAsync(plan.WarmUp, TimeSpan.Zero);
        if (plan.Pause > TimeSpan.Zero)
        {
            // The runtime compiles what was hot once the rush is over: that is not the sweep's cost.
            await SweepAsync(Settling, plan.Pause);
        }
        var processor = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await SweepAsync(plan.Sweeps, plan.Pause);
        return new BarePullResult(
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / plan.Sweeps,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / plan.Sweeps / plan.Paths.Length);

        async Task SweepAsync(int sweeps, TimeSpan pause)
        {
            for (var sweep = 0; sweep < sweeps; sweep++)
            {
                await Task.Delay(pause);
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, plan.Paths.Length),
                    new ParallelOptions { MaxDegreeOfParallelism = plan.Parallel },
                    async (place, _) => await PullAsync(place));
            }
        }

        async Task PullAsync(int place)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, plan.Paths[place]);
            if (tags[place] is { } tag)
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return;
            }

            response.EnsureSuccessStatusCode();
            _ = await response.Content.ReadAsByteArrayAsync();
            tags[place] = response.Headers.ETag;
        }
    }
}
