using Microsoft.Extensions.DependencyInjection.Extensions;
using SteeringBoard.Data;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Exports;
using SteeringBoard.Directives.Drafting;

namespace SteeringBoard.Directives;

/// <summary>Registers the register, its assignments and its writers.</summary>
public static class DirectivesExtensions
{
    /// <summary>Whoever knows what waits on what registers <see cref="ExtensionEffects"/>; without it an extension has none.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Where the record lives: only a PostgreSQL record is shared by several nodes.</param>
    public static IServiceCollection AddDirectives(this IServiceCollection services, RecordOptions options)
    {
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddSingleton<DirectiveRegister>();
        services.AddSingleton<RegisterWriting>();
        services.AddSingleton<DueMoves>();
        services.AddSingleton<EvidenceFiles>();
        services.AddSingleton<EvidenceQuota>();
        services.AddSingleton<Prunes>(provider => (_, _, cancellation) => provider.GetRequiredService<EvidenceFiles>().SweepAsync(cancellation));
        services.AddSingleton<NamesFiles>(FilesOfUpdates);
        services.AddSingleton<AssignmentBook>();
        services.AddSingleton<DirectiveAnswers>();
        services.AddSingleton<DirectiveProblems>();
        services.AddSingleton<RegisterRows>();
        services.AddScoped<AssignmentCalls>();
        services.AddSingleton<DirectiveDesk>();
        services.AddSingleton<DeskAnswers>();
        services.TryAddSingleton<ExtensionEffects>((_, _, _, _) => []);
        if (options.IsPostgres)
        {
            services.AddHostedService<RegisterFollowing>();
        }
        return services;
    }

    /// <summary>The evidence files that updates name.</summary>
    internal static IQueryable<string> FilesOfUpdates(BoardDb db) =>
        db.Set<AssignmentUpdate>().Where(update => update.FileHash != null).Select(update => update.FileHash!);
}
