using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Telemetry;
using SteeringBoard.Tests.Collection;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Serving;

namespace SteeringBoard.Tests.Telemetry;

/// <summary>Traces, metrics and logs leave the board over OTLP where an endpoint is set, and nowhere else.</summary>
public sealed class OtlpExportTests
{
    [Fact]
    public async Task All_three_signals_reach_a_collector_and_no_key_does()
    {
        var came = new ConcurrentDictionary<string, StringBuilder>();
        await using var collector = await TestGateway.StartAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var text = came.GetOrAdd(http.Request.Path.Value!, _ => new StringBuilder());
            lock (text)
            {
                text.Append(Encoding.Latin1.GetString(body.ToArray()));
            }
            http.Response.ContentType = "application/x-protobuf";
            http.Response.StatusCode = StatusCodes.Status200OK;
        });
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>
        {
            ["Demo:Claims"] = "false",
            [OtlpExport.Endpoint] = collector.Address.GetLeftPart(UriPartial.Authority),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        });
        await using (var viewer = await HubClient.ConnectAsync(board.Address, "sb_demo_79"))
        {
            await viewer.WatchBoardAsync(Calls.GoLive);
        }
        using var province = board.CreateClient("sb_demo_79");
        await province.PushAsync(Calls.Procedures("79", (await province.ProgrammeAsync()).Clock.Now, 7));

        bool Has(string signal, string text)
        {
            if (!came.TryGetValue($"/v1/{signal}", out var all))
            {
                return false;
            }
            lock (all)
            {
                return all.ToString().Contains(text, StringComparison.Ordinal);
            }
        }
        await Eventually.HoldsAsync(
            () => Has("traces", "pull") && Has("traces", "intake") && Has("traces", "HttpRequestIn") && Has("metrics", "steeringboard.pulls") && Has("metrics", "steeringboard.board.sequence")
                && Has("metrics", "steeringboard.intake.readings") && Has("logs", "steeringboard"),
            "traces, metrics and logs at the collector");
        // A viewer's key stands in the address it connects by.
        Assert.All(came.Keys, signal => Assert.False(Has(signal["/v1/".Length..], "sb_demo_79"), signal));
    }

    [Fact]
    public void Without_an_endpoint_there_is_no_exporter()
    {
        var services = new ServiceCollection();

        services.AddLogging(logging => logging.AddOtlp(new ConfigurationBuilder().Build()));

        Assert.DoesNotContain(services, service => service.ServiceType.Namespace?.StartsWith("OpenTelemetry", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_named()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(OtlpExport.Endpoint, "collector")]).Build();

        var error = Assert.Throws<OptionsException>(() => new ServiceCollection().AddLogging(logging => logging.AddOtlp(configuration)));

        Assert.Contains(OtlpExport.Endpoint, error.Message, StringComparison.Ordinal);
    }
}
