using System.Net;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Serving;

namespace SteeringBoard.Gateway.Faults;

/// <summary>Turning the switches over HTTP: with the token, or without one from this machine alone.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder app, FaultSwitches faults, GatewayToken token)
    {
        app.MapGet("/faults", http => Guard(http, token, () =>
            http.Response.WriteAsJsonAsync(faults.Set.ToDictionary(pair => pair.Key, pair => pair.Value.Word()), WireJson.Options)));
        app.MapPut("/faults/{body}", http => Guard(http, token, () => TurnAsync(http, faults, ReadinessEndpoints.Route(http, "body"))));
    }

    private static async Task TurnAsync(HttpContext http, FaultSwitches faults, string body)
    {
        FaultRequest? request = null;
        try
        {
            request = await JsonSerializer.DeserializeAsync<FaultRequest>(http.Request.Body, WireJson.Options);
        }
        catch (JsonException)
        {
            // Told below, with the words that are understood.
        }

        if (request?.Fault is not { } word || !FaultWords.All.TryGetValue(word, out var fault))
        {
            await Problem.WriteAsync(
                http, StatusCodes.Status400BadRequest, "unknown-fault", $"The fault is one of: {string.Join(", ", FaultWords.All.Keys)}.");
        }
        else if (!faults.TrySet(body, fault))
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound, "not-served-here", "This gateway does not serve that body.");
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static Task Guard(HttpContext http, GatewayToken token, Func<Task> next)
    {
        var isLocal = http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
        return token.IsRequired || isLocal
            ? ReadinessEndpoints.Guard(http, token, next)
            : Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "only-from-here", "Without a token only this machine may do that.");
    }

    private sealed record FaultRequest(string? Fault);
}
