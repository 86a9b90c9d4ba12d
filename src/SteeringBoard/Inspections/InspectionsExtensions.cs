using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Inspections;

/// <summary>Registers inspections and findings.</summary>
public static class InspectionsExtensions
{
    /// <summary>The policy of who sees inspections; the rule itself is <see cref="FindingRules.SeesInspections"/>.</summary>
    public const string Policy = "inspections";

    /// <summary>The policy of who writes them.</summary>
    public const string Writes = "inspects";

    public static IServiceCollection AddInspections(this IServiceCollection services)
    {
        services.AddSingleton<FindingBook>();
        services.AddSingleton<InspectionDesk>();
        services.AddSingleton<NamesFiles>(db => db.Set<Inspection>().Where(inspection => inspection.PhotoHash != null).Select(inspection => inspection.PhotoHash!));
        services.AddHostedService<FindingKeeping>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => policy.RequireAssertion(context => FindingRules.SeesInspections(context.User.Actor())))
            .AddPolicy(Writes, policy => policy.RequireAssertion(context => context.User.Actor() is { Role: ActorRole.Inspector, Body: null }));
        return services;
    }
}
