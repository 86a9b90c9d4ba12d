using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SteeringBoard.Audit;

/// <summary>Who reads the trail.</summary>
public sealed record AuditReaders(Func<ClaimsPrincipal, bool> MayRead)
{
    /// <summary>The policy of what only they are shown.</summary>
    public const string Policy = "audit";
}

/// <summary>What the trail itself does not know of its entries.</summary>
/// <param name="AddressOf">The page on this site of what an entry tells of; none where there is none.</param>
/// <param name="BodyName">A body's name in the reader's language, by its code.</param>
public sealed record AuditGuide(Func<AuditRow, string?> AddressOf, Func<string, string> BodyName);

/// <summary>Registers the trail.</summary>
public static class AuditExtensions
{
    /// <param name="services">The services.</param>
    /// <param name="mayRead">Who reads it.</param>
    /// <param name="addressOf">See <see cref="AuditGuide.AddressOf"/>.</param>
    /// <param name="bodyName">See <see cref="AuditGuide.BodyName"/>.</param>
    public static IServiceCollection AddAudit(
        this IServiceCollection services, Func<ClaimsPrincipal, bool> mayRead, Func<AuditRow, string?> addressOf,
        Func<IServiceProvider, Func<string, string>> bodyName)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton(new AuditReaders(mayRead));
        services.AddSingleton(provider => new AuditGuide(addressOf, bodyName(provider)));
        services.AddSingleton<AuditBook>();
        services.AddAuthorizationBuilder().AddPolicy(AuditReaders.Policy, policy => policy.RequireAssertion(context => mayRead(context.User)));
        return services;
    }
}
