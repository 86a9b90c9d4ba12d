using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace SteeringBoard.Shell;

/// <summary>The reader's language and appearance: each a cookie, set by a plain form, so that neither needs a script.</summary>
public static class Preferences
{
    private const string ThemeCookie = "theme";

    /// <summary>Vietnamese, English, French; the first is for who asks for none of them.</summary>
    public static IReadOnlyList<CultureInfo> Languages { get; } = [new("vi"), new("en"), new("fr")];

    /// <summary>The appearances offered; <c>system</c> follows the device.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["light", "dark", "system"];

    /// <summary>The appearance asked for; <c>system</c> when none was.</summary>
    public static string ThemeOf(HttpContext? context) =>
        context?.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : "system";

    /// <summary>The cookie, then the browser, then Vietnamese. Only texts follow it: numbers and dates are written by <see cref="Display"/>.</summary>
    public static void Localize(RequestLocalizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, Languages[0]);
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [.. Languages];
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    }

    /// <summary><c>/language?culture=en&amp;back=/</c> and <c>/theme?to=dark&amp;back=/</c>; <c>back</c> stays on this site.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/language", [HttpMethods.Get, HttpMethods.Post], SetLanguage).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/theme", [HttpMethods.Get, HttpMethods.Post], SetTheme).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult SetLanguage(HttpContext context, string? culture, string? back)
    {
        if (Languages.FirstOrDefault(language => language.Name == culture) is not { } chosen)
        {
            return TypedResults.BadRequest();
        }
        Keep(context, CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.InvariantCulture, chosen)));
        return Back(back);
    }

    private static IResult SetTheme(HttpContext context, string? to, string? back)
    {
        if (to is null || !Themes.Contains(to))
        {
            return TypedResults.BadRequest();
        }
        Keep(context, ThemeCookie, to);
        return Back(back);
    }

    private static RedirectHttpResult Back(string? back) =>
        TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back! : "/");

    private static void Keep(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(cookie, value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
}
