using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SteeringBoard.Data;

namespace SteeringBoard.Telemetry;

/// <summary>
/// Sends traces, metrics and logs over OTLP, only where <see cref="Endpoint"/> is set; all else of OpenTelemetry's own settings
/// (<c>OTEL_…</c>) applies. Collectors that are away cost the board nothing but what waits for them.
/// </summary>
public static class OtlpExport
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What the frameworks tell, beside the board itself.</summary>
    private static readonly string[] Sources = [Signals.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Quartz"];

    private static readonly string[] Meters =
    [
        Signals.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Components*", "System.Net.Http", "System.Runtime", "Npgsql",
    ];

    /// <exception cref="OptionsException">The endpoint is no address.</exception>
    public static void AddOtlp(this ILoggingBuilder logging, IConfiguration configuration)
    {
        if (configuration[Endpoint] is not { Length: > 0 } endpoint)
        {
            return;
        }
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new OptionsException($"{Endpoint} is '{endpoint}': it must be an http or https address, such as http://127.0.0.1:4318.");
        }
        var board = Board();
        // The hosting package is not on the feed: the providers are made here, begin with the host, and send what is left when it ends.
        logging.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(board).AddSource(Sources).AddOtlpExporter().Build());
        logging.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(board).AddMeter(Meters).AddOtlpExporter().Build());
        logging.Services.AddHostedService<Beginning>();
        logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(board);
            logs.AddOtlpExporter();
        });
    }

    /// <summary>Who tells; <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> win.</summary>
    private static ResourceBuilder Board() => ResourceBuilder.CreateEmpty()
        .AddService("steeringboard", serviceVersion: typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            autoGenerateServiceInstanceId: false, serviceInstanceId: Environment.MachineName)
        .AddTelemetrySdk().AddEnvironmentVariableDetector();

    /// <summary>Providers listen once they are made: they are asked for before anything else starts.</summary>
    private sealed class Beginning(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(traces);
            ArgumentNullException.ThrowIfNull(metrics);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
