using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;

namespace SteeringBoard.Access.Limits;

/// <summary>Keeps anybody from asking more than their share: by key, by person, by address; much stricter at the door, where passwords are tried.</summary>
internal static class RequestLimits
{
    /// <summary>No request is larger, unless its endpoint says so.</summary>
    public const long LargestRequest = 32 * 1024 * 1024;

    /// <summary>Puts everybody's share before whatever answers them. Who they are must be known by then.</summary>
    public static void Use(WebApplication app, AccessOptions access)
    {
        var limits = access.Limits;
        // One limiter for all: each keeps a timer of its own, and the framework's middleware would bring three.
        var limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => IsAtTheDoor(http) ? Door(http, limits) : Share(http, limits, access.Demo));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.Use(async (http, next) =>
        {
            using var lease = limiter.AttemptAcquire(http);
            await (lease.IsAcquired ? next(http) : RefuseAsync(http, lease));
        });
    }

    private static async Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        // A browser is given a page by whoever shows errors.
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            await Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "too-many-requests").ExecuteAsync(http);
        }
    }

    private static RateLimitPartition<string> Share(HttpContext http, LimitOptions limits, bool demo)
    {
        // Files of the pages are cached for good, and cost nothing.
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return RateLimitPartition.GetNoLimiter("");
        }
        if (http.User.Key() is { } key)
        {
            return ASecond($"key {key}", demo && key.StartsWith(DemoKeys.NamePrefix, StringComparison.Ordinal) ? limits.DemoKey : limits.Key);
        }
        return http.User.AccountId() is { } account ? ASecond($"person {account}", limits.Person)
            : ASecond($"address {Address(http)}", http.User.Actor().Role is ActorRole.Guest && http.User.May(Caller.Read) ? limits.DemoKey : limits.Address);
    }

    /// <summary>In the demo its cast comes in without a password: there is nothing to guess.</summary>
    private static bool IsAtTheDoor(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<DoorAttribute>() is not null;

    private static RateLimitPartition<string> Door(HttpContext http, LimitOptions limits) => RateLimitPartition.GetFixedWindowLimiter(
        $"door {Address(http)}", _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.SignIn, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    private static RateLimitPartition<string> ASecond(string who, int limit) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = limit,
        TokensPerPeriod = limit,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}

/// <summary>Marks where somebody's secret is tried: only so many times a minute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DoorAttribute : Attribute;
