using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SteeringBoard.Gateway.Texts;

namespace SteeringBoard.Gateway.Serving;

/// <summary>Answers for one body.</summary>
public delegate Task AnswerReadiness(HttpContext http, string programme, string body);

/// <summary>The addresses of a gateway.</summary>
internal static class ReadinessEndpoints
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Maps readiness/1: at the bare address for the body it stands for, and by code for a host of many; and the page at <c>/</c>.</summary>
    public static void MapReadiness(
        this IEndpointRouteBuilder app, AnswerReadiness answer, GatewayToken token, Func<HttpContext, string?> bodyAtBareAddress)
    {
        app.MapGet("/readiness/v1/{programme}", http => Guard(http, token, () =>
            answer(http, Route(http, "programme"), bodyAtBareAddress(http) ?? "")));
        app.MapGet("/{body}/readiness/v1/{programme}", http => Guard(http, token, () =>
            answer(http, Route(http, "programme"), Route(http, "body"))));
    }

    /// <summary>A plain page for a person: what is served, and what is wrong with it.</summary>
    public static void MapStatusPage(this IEndpointRouteBuilder app, IReadinessSource source) => app.MapGet("/", http =>
    {
        var culture = Words.CultureOf(http.Request);
        var page = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{culture.TwoLetterISOLanguageName}\"><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\"><title>SteeringBoard.Gateway</title>")
            .Append("<body style=\"font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem\"><h1>SteeringBoard.Gateway</h1>");
        foreach (var line in source.Describe(culture))
        {
            page.Append("<p>").Append(Html.Encode(line)).Append("</p>");
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return http.Response.WriteAsync(page.ToString());
    });

    /// <summary>Runs what follows only for who may.</summary>
    public static Task Guard(HttpContext http, GatewayToken token, Func<Task> next)
    {
        if (token.Admits(http.Request))
        {
            return next();
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(http, StatusCodes.Status401Unauthorized, "not-admitted", "A bearer token is needed, and this is not it.");
    }

    /// <summary>A part of the address.</summary>
    public static string Route(HttpContext http, string part) => (string)http.Request.RouteValues[part]!;
}
