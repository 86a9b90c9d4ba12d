using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SteeringBoard.Contract;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>How a bare server runs.</summary>
/// <param name="Store">Connection string of an empty database.</param>
/// <param name="Frame">What is broadcast for each row, with its own sequence; none for an endpoint without a hub.</param>
internal sealed record BareServerPlan(string Store, BoardFrame? Frame);

/// <summary>The board's addresses without the board: inserts one row a reading, and broadcasts a frame to all who are connected.</summary>
internal static class BareServer
{
    public const string Mode = "--bare-server";

    public static async Task RunAsync(BareServerPlan plan)
    {
        await using var store = await BareStores.OpenAsync(plan.Store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
        builder.Services.AddSignalR().AddJsonProtocol(options => WireJson.Apply(options.PayloadSerializerOptions));
        await using var app = builder.Build();
        app.MapHub<BareHub>("/hubs/board");
        app.MapPost("/api/v1/readings", async (ReadinessDocument document, IHubContext<BareHub, IBoardClient> hub) =>
        {
            var sequence = 0L;
            foreach (var row in BareRow.Of(document, TimeProvider.System.GetUtcNow()))
            {
                sequence = await store.InsertAsync(row);
            }

            if (plan.Frame is { } frame)
            {
                await hub.Clients.All.BoardChanged(frame with { From = sequence - 1, Sequence = sequence });
            }

            return new PushAnswer(document.Readings.Count, 0, 0, sequence, []);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync();
    }

    public sealed class BareHub : Hub<IBoardClient>
    {
        [SuppressMessage("Performance", "CA1822", Justification = "A hub serves instance methods only.")]
        public WatchedBoard WatchBoard(string programme) => new(programme.Length);
    }
}
