using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.Limits;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;
using SteeringBoard.Access.SignOn;
using SteeringBoard.Bodies;
using SteeringBoard.Data;

namespace SteeringBoard.Access;

/// <summary>Registers who may come in.</summary>
public static class AccessExtensions
{
    private static readonly TimeSpan LockedOutFor = TimeSpan.FromMinutes(15);

    /// <summary>Adds people, keys, rights and limits. It asks for the record.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Checked already.</param>
    /// <param name="isBody">Whether a code names a body of some programme.</param>
    /// <param name="bodies">Every body of every programme: people, keys and the cast of the demo are of them.</param>
    public static IServiceCollection AddAccess(
        this IServiceCollection services, AccessOptions options, Func<IServiceProvider, Func<string, bool>> isBody,
        Func<IServiceProvider, Func<IEnumerable<Body>>> bodies)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddSingleton(isBody);
        services.AddSingleton(provider => new KnownBodies(bodies(provider)));
        services.AddSingleton<KeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<KeyDesk>();
        services.AddSingleton<Welcome>();
        services.AddSingleton<Prunes>(AccessPruning.RunAsync);
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        AddPeople(services);
        var schemes = services.AddAuthentication(KeyAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        PersonCookie.Add(schemes, options.Demo);
        if (options.SignOn is { } signOn)
        {
            schemes.AddSignOn(signOn);
        }
        if (options.Demo)
        {
            services.AddSingleton(provider => new DemoCast(bodies(provider)));
        }
        AddPolicies(services.AddAuthorizationBuilder());
        services.AddDataProtection().SetApplicationName("SteeringBoard");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new ProtectionKeys(provider.GetRequiredService<IRecord>())));
        services.Configure<HstsOptions>(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    /// <summary>Asks who it is and what they may, in this order; after it comes whatever answers them.</summary>
    public static WebApplication UseAccess(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!app.Environment.IsDevelopment() && !app.Services.GetRequiredService<AccessOptions>().Demo)
        {
            // Said only over https; a browser on http does not heed it anyway.
            app.UseHsts();
        }
        app.UseAuthentication();
        RequestLimits.Use(app, app.Services.GetRequiredService<AccessOptions>());
        app.UseAuthorization();
        return app;
    }

    /// <summary>Adds what concerns people alone: the command that invites needs no more.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<SessionBook>();
        services.AddSingleton<OneAtATime>();
        services.AddSingleton<InvitationDesk>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<PeopleDesk>();
        services.AddScoped<PersonSignIn>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<Passkeys>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys => passkeys.UserVerificationRequirement = passkeys.ResidentKeyRequirement = "required");
        services.AddScoped(provider => provider.GetRequiredService<IRecord>().Open());
        services.AddIdentityCore<Account>(identity =>
        {
            // Long beats strange: what rules of letters and digits make of a password is known to whoever guesses.
            (identity.Password.RequiredLength, identity.Password.RequiredUniqueChars) = (12, 5);
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            (identity.Lockout.MaxFailedAccessAttempts, identity.Lockout.DefaultLockoutTimeSpan) = (5, LockedOutFor);
            identity.User.AllowedUserNameCharacters = "";
            identity.User.RequireUniqueEmail = true;
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddUserStore<AccountStore>();
        return services;
    }

    /// <summary>Makes the keys that sign cookies and forms where there are none; of nodes that open one record together, one does.</summary>
    public static void PrepareCookies(this IServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("prepare").Protect("");

    private static void AddPolicies(AuthorizationBuilder policies)
    {
        foreach (var right in new[] { Caller.Read, Caller.Sums, Caller.Nation, Caller.Wall, Caller.Push, Caller.Oversee, Caller.Operate, Caller.Administer, Caller.Account })
        {
            policies.AddPolicy(right, policy => policy.RequireClaim(Caller.RightClaim, right));
        }
        policies.AddPolicy(Caller.Look, policy => policy.RequireClaim(Caller.RightClaim, Caller.Read, Caller.Sums));
        // What forgets to say who may is for nobody who has no right at all.
        policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireClaim(Caller.RightClaim).Build());
    }
}
