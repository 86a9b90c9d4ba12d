using SteeringBoard.Data;
using SteeringBoard.Live.Memory;

namespace SteeringBoard.Live.Redis;

/// <summary>Registers where the newest state is kept and how nodes hear of each other.</summary>
public static class RedisExtensions
{
    /// <summary><see cref="INewestCache"/> and <see cref="IChangeBus"/>: over Redis when it is configured, else within the process.</summary>
    /// <exception cref="OptionsException">The connection string cannot be read.</exception>
    public static IServiceCollection AddRedisOrMemory(this IServiceCollection services, string? redisConnectionString)
    {
        if (string.IsNullOrWhiteSpace(redisConnectionString))
        {
            services.AddSingleton<IChangeBus, MemoryChangeBus>();
            services.AddSingleton<INewestCache, MemoryNewestCache>();
            return services;
        }
        try
        {
            RedisConnection.Options(redisConnectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new OptionsException($"ConnectionStrings:Redis cannot be read: {error.Message}");
        }
        services.AddSingleton(provider => new RedisConnection(
            redisConnectionString, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisConnection>>()));
        services.AddSingleton<IChangeBus, RedisChangeBus>();
        services.AddSingleton<INewestCache, RedisNewestCache>();
        return services;
    }
}
