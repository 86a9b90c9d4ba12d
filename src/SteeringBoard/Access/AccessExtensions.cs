using Microsoft.AspNetCore.Authentication;
using SteeringBoard.Bodies;

namespace SteeringBoard.Access;

/// <summary>Registers who may come in.</summary>
public static class AccessExtensions
{
    /// <param name="services">The services.</param>
    /// <param name="options">Checked already.</param>
    /// <param name="isBody">Whether a code names a body of some programme.</param>
    /// <param name="bodies">Every body of every programme: the cast of the demo is made of them.</param>
    public static IServiceCollection AddAccess(
        this IServiceCollection services, AccessOptions options, Func<IServiceProvider, Func<string, bool>> isBody,
        Func<IServiceProvider, Func<IEnumerable<Body>>> bodies)
    {
        services.AddSingleton(options);
        services.AddSingleton(isBody);
        var schemes = services.AddAuthentication(KeyAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        if (options.Demo)
        {
            services.AddSingleton(provider => new DemoCast(bodies(provider)));
            SignIn.AddCookie(schemes);
        }
        services.AddAuthorizationBuilder()
            .AddPolicy(Caller.Read, policy => policy.RequireClaim(Caller.RightClaim, Caller.Read))
            .AddPolicy(Caller.Push, policy => policy.RequireClaim(Caller.RightClaim, Caller.Push))
            // Until people sign in, the demo's guest may run the demo's jobs; elsewhere nobody may.
            .AddPolicy(Caller.Operate, policy => policy.RequireAssertion(context => options.Demo && context.User.HasClaim(Caller.RightClaim, Caller.Read)));
        return services;
    }
}
