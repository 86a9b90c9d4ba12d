using SteeringBoard.Data;

namespace SteeringBoard.Readiness.Nodes;

/// <summary>Registers what keeps the nodes of an installation together.</summary>
public static class NodesExtensions
{
    /// <param name="services">The services.</param>
    /// <param name="options">Where the record lives: only a PostgreSQL record is shared by several nodes.</param>
    /// <param name="cached">Whether there is a cache that outlives the process; one that dies with it saves nobody a start.</param>
    public static IServiceCollection AddNodes(this IServiceCollection services, RecordOptions options, bool cached)
    {
        services.AddHostedService<CheckpointKeeping>();
        if (options.IsPostgres)
        {
            services.AddHostedService<NodeFollowing>();
        }
        if (cached)
        {
            services.AddHostedService<BoardCaching>();
        }
        return services;
    }
}
