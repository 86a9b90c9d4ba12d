using System.Globalization;
using Quartz;
using SteeringBoard.Collection.Gateways;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>One sweep of one shard, or of one gateway when an operator asks for it. A shard is swept by one node at a time.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(Sweeper sweeper, GatewayRegistry registry, CollectionOptions options) : IJob
{
    public const string Group = "sweeps";

    private const string Shard = "shard";
    private const string Shards = "shards";
    private const string Programme = "programme";
    private const string Body = "body";

    /// <summary>The share of the interval a sweep may last.</summary>
    private const double Share = 0.9;

    public static JobKey Key(int shard) => new($"sweep-{shard.ToString(CultureInfo.InvariantCulture)}", Group);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        var within = options.Interval * Share;
        try
        {
            SweepReport report;
            if (data.TryGetString(Programme, out var programme) && data.TryGetString(Body, out var body))
            {
                if (registry.Find(programme!, body!) is not { } gateway)
                {
                    context.Result = JobRunReport.Skipped("no such gateway here");
                    return;
                }
                report = await sweeper.PullNowAsync(gateway, within, cancellationToken);
            }
            else
            {
                report = await sweeper.SweepAsync(Number(data, Shard), Number(data, Shards), within, cancellationToken);
            }
            context.Result = (report.Gateways == 0 ? JobRunReport.Skipped("no gateways") : JobRunReport.Succeeded(report.ToString()))
                .With("changed", report.Changed).With("failed", report.Failed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            context.Result = JobRunReport.Skipped("stopping");
        }
    }

    internal static IJobDetail Detail(int shard, int shards) =>
        JobBuilder.Create<SweepJob>().WithIdentity(Key(shard)).StoreDurably()
            .UsingJobData(Shard, shard).UsingJobData(Shards, shards).Build();

    internal static bool IsOf(IJobDetail job, int shards) => Number(job.JobDataMap, Shards) == shards;

    /// <summary>What makes a run pull one gateway.</summary>
    internal static JobDataMap Only(GatewayRegistration gateway) =>
        new() { [Programme] = gateway.Programme, [Body] = gateway.Body };

    private static int Number(JobDataMap data, string key) =>
        data.TryGetValue(key, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : 0;
}
