using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>
/// A page's Blazor circuit without a browser: the components the page names are started over a WebSocket, compressed as a browser asks
/// for, and each drawing is acknowledged unread.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubConnection _hub;

    private Circuit(Uri page)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(TransferFormat.Binary, new WebSocketDeflateOptions()));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(new Uri(page, "/_blazor")) { Scheme = "ws" }.Uri));
        builder.Services.AddSingleton(BlazorPack());
        _hub = builder.Build();
        _hub.On<long, byte[]>("JS.RenderBatch", (batch, _) => _hub.SendAsync("OnRenderCompleted", batch, null));
        _hub.On<long>("JS.EndUpdateRootComponents", _ => _started.TrySetResult());
        _hub.On<string>("JS.Error", error => _started.TrySetException(new InvalidOperationException(error)));
        _hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, _, _, _, _, _) => AnswerAsync(call));
        _hub.Closed += error =>
        {
            _started.TrySetException(error ?? new InvalidOperationException("The circuit was closed."));
            return Task.CompletedTask;
        };
    }

    /// <summary>Opens the circuit of a page that was just read, and waits until its components are drawn.</summary>
    /// <param name="page">The page's address.</param>
    /// <param name="html">What it answered.</param>
    public static async Task<Circuit> OpenAsync(Uri page, string html)
    {
        var circuit = new Circuit(page);
        await circuit._hub.StartAsync();
        var state = State().Match(html).Groups["state"].Value;
        var components = Marker().Matches(html).Select(match => match.Groups["marker"].Value).Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal));
        var operations = components.Select((marker, place) => $$"""{"type":"add","ssrComponentId":{{place + 1}},"marker":{{marker}}}""");
        _ = await circuit._hub.InvokeAsync<string?>("StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", state)
            ?? throw new InvalidOperationException("The server starts no circuit.");
        await circuit._hub.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state);
        await circuit._started.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return circuit;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    /// <summary>What the page's script would do is done, and gives nothing.</summary>
    private Task AnswerAsync(long call) => _hub.SendAsync("EndInvokeJSFromDotNet", call, true, JsonSerializer.Serialize(new object?[] { call, true, null }));

    /// <summary>The protocol of circuits; the framework has it, but shows it to nobody.</summary>
    private static IHubProtocol BlazorPack() => (IHubProtocol)Activator.CreateInstance(
        typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol", throwOnError: true)!)!;

    [GeneratedRegex(@"<!--Blazor:(?<marker>\{[^>]*\})-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^>]*?)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex State();
}
