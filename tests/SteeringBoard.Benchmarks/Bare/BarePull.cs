using System.Net;
using System.Net.Http.Headers;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>Sweeps over gateways without a board behind.</summary>
/// <param name="Paths">One for each gateway.</param>
/// <param name="WarmUp">Sweeps before measuring.</param>
internal sealed record BarePullPlan(Uri Gateways, string[] Paths, int Parallel, int WarmUp, int Sweeps);

/// <summary>What a sweep and a pull cost.</summary>
/// <param name="SweepMilliseconds">Processor time of the process for one sweep.</param>
/// <param name="PullBytes">Bytes allocated for one pull.</param>
internal sealed record BarePullResult(double SweepMilliseconds, double PullBytes);

/// <summary>The bare puller: the same HttpClient call as the board's, and the tag each gateway gave last.</summary>
internal static class BarePull
{
    public const string Mode = "--bare-pull";

    public static async Task<BarePullResult> RunAsync(BarePullPlan plan)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli })
        {
            BaseAddress = plan.Gateways,
        };
        var tags = new EntityTagHeaderValue?[plan.Paths.Length];
        await SweepAsync(plan.WarmUp);
        var processor = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await SweepAsync(plan.Sweeps);
        return new BarePullResult(
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / plan.Sweeps,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / plan.Sweeps / plan.Paths.Length);

        async Task SweepAsync(int sweeps)
        {
            for (var sweep = 0; sweep < sweeps; sweep++)
            {
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
