using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace SteeringBoard.Shell;

/// <summary>The frame every page stands in: head, navigation, languages, appearance, errors, headers, static files.</summary>
public static class ShellExtensions
{
    /// <summary>Adds pages, texts and languages. Whoever knows the programmes registers <see cref="ProgrammeHeadings"/>; without it there are none.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Preferences.Localize);
        // Vietnamese letters as they are, not as six characters each.
        services.AddWebEncoders(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // Files are compressed when published. Pages are too, over poor lines they must be: a form's token is encrypted anew in each answer, so its
        // length tells nothing, and no other site can ask for a person's page unseen, since their cookie stays behind (BREACH). What is shown
        // once, such as a key, is on pages that are not compressed.
        services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/html"]));
        services.AddProblemDetails();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.TryAddSingleton<ProgrammeHeadings>(() => []);
        return services;
    }

    /// <summary>Adds the middleware every answer passes; who is signed in comes after it, then <see cref="MapShell"/>.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        SecurityHeaders.Use(app);
        app.UseResponseCompression();
        app.UseRequestLocalization();
        // Not in a branch of its own: routing is run again for an error page only from the main line.
        app.UseExceptionHandler(ErrorPage.Path, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(ErrorPage.Path, createScopeForStatusCodePages: true);
        app.UseWhen(context => !WantsPage(context), others => others.UseExceptionHandler().UseStatusCodePages());
        // An error page is read, whatever was sent.
        app.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
            }
            return next(context);
        });
        return app;
    }

    /// <summary>Adds forms and pages; call it once it is known who asks, since a form is bound to its reader, and before the slices map theirs.</summary>
    public static WebApplication MapShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        Preferences.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>A person's browser gets a page; the API and everything else gets problem+json.</summary>
    private static bool WantsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
