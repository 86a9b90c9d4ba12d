using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SteeringBoard.Contract;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>Gateways of many bodies in one process, each at <c>/{body}/readiness/v1/{programme}</c>.</summary>
/// <param name="Programme">The programme they serve.</param>
/// <param name="Ahead">How far the programme's clock, which runs as the real one, is ahead of it.</param>
/// <param name="Targets">What each body reads.</param>
internal sealed record GatewaysPlan(string Programme, TimeSpan Ahead, Dictionary<string, Target[]> Targets);

/// <summary>What the gateways answer from now on.</summary>
/// <param name="Changed">Every value differs from the answer before, for one body of so many (1: for all, 100: for one in a hundred, 0: for none).</param>
/// <param name="NotModified">Unchanged answers are 304; otherwise 200 with the same values and a new instant.</param>
internal sealed record GatewaysOrder(int Changed, bool NotModified);

/// <summary>What the gateways were asked since the last order.</summary>
/// <param name="Requests">Answers given.</param>
/// <param name="NewState">Of these, how many bore changed values.</param>
/// <param name="First">Timestamp of the first request, on the clock all processes share; 0 before it.</param>
internal sealed record GatewaysCount(long Requests, long NewState, long First);

/// <summary>The worker that serves a <see cref="GatewaysPlan"/>; told what to answer by <c>POST /order</c>, asked by <c>GET /count</c>.</summary>
internal static class Gateways
{
    public const string Mode = "--gateways";

    public static async Task RunAsync(GatewaysPlan plan)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var order = new GatewaysOrder(Changed: 1, NotModified: false);
        long requests = 0, newState = 0, first = 0;
        var places = plan.Targets.Keys.Order(StringComparer.Ordinal).Select((body, place) => (body, place)).ToDictionary();
        var states = new ConcurrentDictionary<string, State>(
            plan.Targets.ToDictionary(pair => pair.Key, pair => new State(new DocumentSeries(plan.Programme, pair.Key, TimeProvider.System.GetUtcNow() + plan.Ahead), plan.Ahead, pair.Value)));

        app.MapPost("/order", (GatewaysOrder next) =>
        {
            order = next;
            (requests, newState, first) = (0, 0, 0);
        });
        app.MapGet("/count", () => new GatewaysCount(Interlocked.Read(ref requests), Interlocked.Read(ref newState), Interlocked.Read(ref first)));
        app.MapGet("/{body}/readiness/v1/{programme}", (string body, HttpContext context) =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                Interlocked.Exchange(ref first, Stopwatch.GetTimestamp());
            }

            var state = states[body];
            if (order.Changed > 0 && places[body] % order.Changed == 0)
            {
                Interlocked.Increment(ref newState);
                state.Change();
            }
            else if (order.NotModified && context.Request.Headers.IfNoneMatch == state.Tag)
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
            else
            {
                state.Touch();
            }

            context.Response.Headers.ETag = state.Tag;
            return Results.Bytes(state.Document, "application/json");
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync();
    }

    /// <summary>What one body's gateway serves now.</summary>
    private sealed class State(DocumentSeries series, TimeSpan ahead, Target[] targets)
    {
        private long _values;
        private long _states;

        public byte[] Document { get; private set; } = series.Bytes(0, targets);

        public string Tag { get; private set; } = "\"0\"";

        public void Change()
        {
            _values++;
            Touch();
        }

        /// <summary>The same values, as of now.</summary>
        public void Touch()
        {
            _states++;
            var document = series.Of(_values, targets) with { AsOf = TimeProvider.System.GetUtcNow() + ahead };
            Document = JsonSerializer.SerializeToUtf8Bytes(document, WireJson.Options);
            Tag = string.Create(CultureInfo.InvariantCulture, $"\"{_states}\"");
        }
    }
}
