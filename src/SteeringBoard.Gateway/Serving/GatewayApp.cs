using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SteeringBoard.Gateway.Serving;

/// <summary>
/// The smallest server that serves readiness/1. It takes nothing from files or the environment of the process it runs in, so that it can
/// run inside another server.
/// </summary>
internal static class GatewayApp
{
    public static WebApplication Build(Action<KestrelServerOptions> listen, Action<ILoggingBuilder>? logging, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "SteeringBoard.Gateway" });
        builder.Services.AddRoutingCore();
        logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            listen(options);
        });
        // What never answers must not hold up the end.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.UseRouting();
        map(app);
        return app;
    }
}
