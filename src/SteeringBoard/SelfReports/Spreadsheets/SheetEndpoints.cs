using System.Globalization;
using System.Net.Mime;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>The template to download, and the way a filled file comes in. What becomes of it is shown by pages.</summary>
internal static class SheetEndpoints
{
    public const string Page = "/report/file";

    /// <summary>Beyond this the line is cut; up to it what is too large is read to its end, so that the browser hears why it is refused.</summary>
    private const long MostRead = 64L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/report/file/template.xlsx", TemplateAsync).RequireAuthorization(ReportRights.Fill).ExcludeFromDescription();
        app.MapGet("/report/file/template.csv", CsvAsync).RequireAuthorization(ReportRights.Fill).ExcludeFromDescription();
        // The token is checked by hand, before the file is read.
        app.MapPost("/report/file/upload", UploadAsync).RequireAuthorization(ReportRights.Fill).DisableAntiforgery().ExcludeFromDescription();
    }

    public static string PageAddress(string programme) => $"{Page}?programme={Uri.EscapeDataString(programme)}";

    private static async Task<IResult> TemplateAsync(
        ClaimsPrincipal person, string? programme, Boards boards, ReportWriting writing, Template template, AuditTrail trail, TimeProvider time,
        CancellationToken cancellation) =>
        await SheetsAsync(person, programme, boards, writing, template, trail, time, cancellation) is var (sheets, name, _)
            ? TypedResults.File(TemplateWorkbook.Write(sheets), TemplateWorkbook.MediaType, $"{name}.xlsx")
            : TypedResults.NotFound();

    private static async Task<IResult> CsvAsync(
        ClaimsPrincipal person, string? programme, int? sheet, Boards boards, ReportWriting writing, Template template, AuditTrail trail, TimeProvider time,
        CancellationToken cancellation) =>
        await SheetsAsync(person, programme, boards, writing, template, trail, time, cancellation) is var (sheets, name, now)
            ? TypedResults.File(Template.Csv(sheets[Math.Clamp((sheet ?? 1) - 1, 0, sheets.Count - 1)], now), MediaTypeNames.Text.Csv, $"{name}.csv")
            : TypedResults.NotFound();

    private static async Task<(IReadOnlyList<TemplateSheet> Sheets, string Name, DateTimeOffset Now)?> SheetsAsync(
        ClaimsPrincipal person, string? programme, Boards boards, ReportWriting writing, Template template, AuditTrail trail, TimeProvider time,
        CancellationToken cancellation)
    {
        var actor = person.Actor();
        if (boards.Find(programme) is not { } board)
        {
            return null;
        }
        var (snapshot, now) = (board.Current, board.Clock.GetUtcNow());
        var province = ReportRules.ProvinceOf(snapshot.Catalog, actor.Body);
        if (province is null && actor.Role is not ActorRole.Office)
        {
            return null;
        }
        var report = province is null ? null : await writing.CurrentAsync(board.Programme.Code, province, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"{board.Programme.Code}-{actor.Body ?? "vn"}-{now.ToOffset(Display.Hanoi):yyyyMMdd-HHmm}");
        await trail.WriteAsync(
            new AuditEntry("export.template", actor.Name, time.GetUtcNow())
            {
                Role = actor.Role.ToString(),
                ByBody = actor.Body,
                Programme = board.Programme.Code,
                Body = province,
                At = now,
            }, cancellation);
        return (template.Sheets(new ReportFields(snapshot, now), _ => report, actor, now), name, now);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http, ClaimsPrincipal person, string programme, Boards boards, UploadedFiles files, IAntiforgery antiforgery, SignInOffer signIn, CancellationToken cancellation)
    {
        var back = PageAddress(programme);
        var actor = person.Actor();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostRead;
        }
        try
        {
            if (boards.Find(programme) is not { } board || !MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
                || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            {
                return TypedResults.BadRequest();
            }
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about))
                {
                    continue;
                }
                if (about.IsFileDisposition())
                {
                    if (!await antiforgery.IsRequestValidAsync(http))
                    {
                        await DrainAsync(http, cancellation);
                        return TypedResults.LocalRedirect($"{signIn.SignIn}?back={Uri.EscapeDataString(back)}");
                    }
                    return await KeepAsync(http, section, about, board, actor, files, back, cancellation);
                }
                if (about.Name == "__RequestVerificationToken")
                {
                    http.Request.Headers["RequestVerificationToken"] = await new FormMultipartSection(section, about).GetValueAsync(cancellation);
                }
            }
            return Refused(back, SheetException.NotAFile);
        }
        catch (Exception error) when (error is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } or InvalidDataException)
        {
            return Refused(back, error is InvalidDataException ? SheetException.NotAFile : SheetException.TooLarge);
        }
    }

    private static async Task<IResult> KeepAsync(
        HttpContext http, MultipartSection section, ContentDispositionHeaderValue about, Board board, Actor actor, UploadedFiles files, string back, CancellationToken cancellation)
    {
        var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).Value ?? "";
        if (name.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xlsb", StringComparison.OrdinalIgnoreCase))
        {
            await DrainAsync(http, cancellation);
            return Refused(back, SheetException.Macros);
        }
        if (!Previews.IsKnown(name))
        {
            await DrainAsync(http, cancellation);
            return Refused(back, SheetException.NotAFile);
        }
        if (await files.KeepAsync(section.Body, board.Programme.Code, name, CultureInfo.CurrentUICulture.Name, actor, cancellation) is not { } file)
        {
            await DrainAsync(http, cancellation);
            return Refused(back, SheetException.TooLarge);
        }
        return TypedResults.LocalRedirect($"{Page}/{file.Id}?programme={Uri.EscapeDataString(file.Programme)}");
    }

    private static RedirectHttpResult Refused(string back, string code) => TypedResults.LocalRedirect($"{back}&refused={code}");

    private static Task DrainAsync(HttpContext http, CancellationToken cancellation) => http.Request.Body.CopyToAsync(Stream.Null, cancellation);
}
