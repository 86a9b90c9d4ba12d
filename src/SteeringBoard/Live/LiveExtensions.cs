using Microsoft.AspNetCore.SignalR;
using SteeringBoard.Contract;

namespace SteeringBoard.Live;

/// <summary>Registers the live hub; slices register what can be watched.</summary>
public static class LiveExtensions
{
    /// <summary>It asks for <see cref="NoLongerWelcome"/>.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = 64 * 1024;
                options.StatefulReconnectBufferSize = 0;
                options.AddFilter<HubFailures>();
            })
            .AddJsonProtocol(options => WireJson.Apply(options.PayloadSerializerOptions));
        services.AddSingleton<HubFailures>();
        services.AddSingleton<Viewers>();
        services.AddSingleton<HubLifetimeManager<BoardHub>>(provider => provider.GetRequiredService<Viewers>());
        services.AddSingleton<BoardBroadcast>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardBroadcast>());
        services.AddHostedService<Farewells>();
        services.AddSingleton<FigureCache>();
        services.AddHostedService(provider => provider.GetRequiredService<FigureCache>());
        return services;
    }

    public static void MapLive(this WebApplication app) => app.MapHub<BoardHub>("/hubs/board", options =>
        options.AllowStatefulReconnects = false);
}
