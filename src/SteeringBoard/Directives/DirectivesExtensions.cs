using SteeringBoard.Data;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives;

/// <summary>Registers the register, its assignments and its writers.</summary>
public static class DirectivesExtensions
{
    /// <param name="services">The services.</param>
    /// <param name="options">Where the record lives: only a PostgreSQL record is shared by several nodes.</param>
    public static IServiceCollection AddDirectives(this IServiceCollection services, RecordOptions options)
    {
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddSingleton<DirectiveRegister>();
        services.AddSingleton<RegisterWriting>();
        services.AddSingleton<EvidenceFiles>();
        services.AddSingleton<AssignmentBook>();
        services.AddSingleton<DirectiveAnswers>();
        services.AddSingleton<DirectiveProblems>();
        services.AddScoped<AssignmentCalls>();
        if (options.IsPostgres)
        {
            services.AddHostedService<RegisterFollowing>();
        }
        return services;
    }
}
