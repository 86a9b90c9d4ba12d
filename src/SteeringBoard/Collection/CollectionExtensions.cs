using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Data;

namespace SteeringBoard.Collection;

/// <summary>Registers collection: the gateways of the configuration, the pulls, the jobs.</summary>
public static class CollectionExtensions
{
    /// <summary>
    /// Adds collection. The boards are open before the host starts: <see cref="SweepSchedule"/> looks gateways up in them. Gateways
    /// registered in code are registered before that too, or they join the sweeps as they were laid out.
    /// </summary>
    /// <exception cref="OptionsException">The configuration is wrong; the message names the key.</exception>
    public static IServiceCollection AddCollection(this IServiceCollection services, IConfiguration configuration)
    {
        var options = CollectionOptions.From(configuration);
        var gateways = GatewayRegistration.From(configuration);
        var record = RecordOptions.From(configuration);
        JobStore.Prepare(record);

        services.AddSingleton(options);
        services.AddSingleton(provider =>
        {
            var registry = new GatewayRegistry(options, provider.GetRequiredService<TimeProvider>());
            foreach (var gateway in gateways)
            {
                registry.Add(gateway);
            }
            return registry;
        });
        services.AddSingleton<GatewayClient>();
        services.AddSingleton<Puller>();
        services.AddSingleton<PullLeases>();
        services.AddSingleton<RunLog>();
        services.AddSingleton<Sweeper>();
        services.AddSingleton<SweepSchedule>();
        services.AddSingleton<CollectionStatus>();
        // Stopped in the other order: the scheduler, the pulls, then the rows about them.
        services.AddHostedService(provider => provider.GetRequiredService<RunLog>());
        services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        services.AddHostedService(provider => provider.GetRequiredService<SweepSchedule>());
        return services.AddJobStore(record, options);
    }
}
