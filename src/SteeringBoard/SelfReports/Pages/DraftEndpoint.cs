using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>A field as a page that saves while somebody types is told of it.</summary>
/// <param name="Value">What stands in the report.</param>
/// <param name="Total">Another total, where one was typed.</param>
/// <param name="Note">The remark.</param>
/// <param name="Said">Who typed it and when, where it was somebody else.</param>
/// <param name="Refused">Why it would be refused.</param>
/// <param name="Odd">What an approver will ask about.</param>
internal sealed record DraftField(string Value, string Total, string Note, string? Said, IReadOnlyList<string> Refused, IReadOnlyList<string> Odd);

/// <summary>What became of what was typed.</summary>
/// <param name="Seen">The version the page has seen with this answer.</param>
/// <param name="SavedAt">When it was saved, as the programme's clock shows it; none where nothing was.</param>
/// <param name="Hint">How many numbers the report has; none where nothing was saved, and for a commune.</param>
/// <param name="Refusal">Why nothing was saved; none where it was.</param>
/// <param name="Fields">The fields that were sent, as they stand.</param>
/// <param name="Others">Fields that somebody else changed meanwhile.</param>
/// <param name="Conflicts">Of those, the fields that were sent too: nothing of them was saved.</param>
internal sealed record DraftAnswer(
    int Seen, string? SavedAt, string? Hint, string? Refusal, IReadOnlyDictionary<string, DraftField> Fields, IReadOnlyDictionary<string, DraftField> Others, IReadOnlyList<string> Conflicts);

/// <summary><c>POST /report/draft</c>: what the page's script saves while somebody types. The form does the same without it.</summary>
internal static class DraftEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        // The token is checked by hand: the form of another session is told so, and kept.
        app.MapPost("/report/draft", SaveAsync).RequireAuthorization(ReportRights.Report).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> SaveAsync(
        HttpContext http, ClaimsPrincipal person, string programme, string province, IAntiforgery antiforgery, ReportDesk desk, Boards boards, ReportWords words,
        IStringLocalizer<ReportTexts> texts, CancellationToken cancellation)
    {
        var actor = person.Actor();
        if (!http.Request.HasFormContentType || boards.Find(programme) is not { } board || !await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }
        var form = TypedForm.Read(await http.Request.ReadFormAsync(cancellation));
        var answer = await desk.SaveAsync(programme, province, form, actor, cancellation);
        // Whoever was refused is told nothing of the numbers: they may be another body's.
        if (answer.Refusal is not null || answer.Report is not { } report)
        {
            return TypedResults.Json(new DraftAnswer(form.Seen, null, null, answer.Refusal is { } refused ? words.Tell(refused) : null, Nothing, Nothing, []), WireJson.Options);
        }
        var fields = new ReportFields(board.Current, board.Clock.GetUtcNow());
        var catalog = board.Current.Catalog;
        var conflicts = answer.Conflicts.Select(conflict => conflict.Key).ToHashSet();
        var others = report.ChangedSince(form.Seen).Where(key => ReportRules.MayEdit(actor, key, catalog) && (conflicts.Contains(key) || !form.Fields.ContainsKey(key)));
        return TypedResults.Json(
            new DraftAnswer(
                report.Version,
                Display.Time(board.Clock.GetUtcNow()),
                actor.Role is ActorRole.CommuneReporter ? null : texts["send-hint", Display.Number(report.Fields.Count)].Value,
                null,
                form.Fields.Keys.Where(key => !conflicts.Contains(key)).ToDictionary(key => key.ToString(), key => Field(key, form.Fields[key], null)),
                others.ToDictionary(key => key.ToString(), key => Field(key, report[key], report.LastOf(key))),
                [.. conflicts.Select(key => key.ToString())]),
            WireJson.Options);

        DraftField Field(FieldKey key, FieldText text, ReportEntry? by)
        {
            var problems = fields.Find(key) is { } field ? FieldRules.Judge(field, text) : [];
            return new DraftField(
                text.Value, text.Total, text.Note, by is null ? null : string.Create(CultureInfo.CurrentCulture, $"{by.ByName}, {Display.ShortInstant(by.At)}"),
                [.. problems.Where(problem => problem.IsRefused).Select(words.Tell)], [.. problems.Where(problem => !problem.IsRefused).Select(words.Tell)]);
        }
    }

    private static Dictionary<string, DraftField> Nothing => [];
}
