using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace SteeringBoard.Directives.Api;

/// <summary>What refusals say, in the language of the request; <c>DirectiveProblems.resx</c> is Vietnamese.</summary>
public sealed class DirectiveProblems(IStringLocalizer<DirectiveProblems> texts)
{
    private const string InstantFormat = "HH:mm dd/MM/yyyy";

    /// <summary>A refusal in words.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="zone">The zone instants are told in.</param>
    public string Tell(RuleRefusal refusal, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return string.Format(CultureInfo.CurrentCulture, texts[refusal.Code].Value, [.. refusal.Values.Select(value => Tell(value, zone))]);
    }

    /// <summary>A refusal as the API answers it.</summary>
    internal ProblemHttpResult Answer(RuleRefusal refusal, TimeZoneInfo? zone = null, params IEnumerable<KeyValuePair<string, object?>> more) =>
        TypedResults.Problem(
            statusCode: StatusOf(refusal.Code), title: refusal.Code, detail: Tell(refusal, zone ?? TimeZoneInfo.Utc),
            extensions: [new("code", refusal.Code), .. more]);

    private static int StatusOf(string code) => code switch
    {
        RefusalCodes.NotYourRight or RefusalCodes.BodyNotYours => StatusCodes.Status403Forbidden,
        RefusalCodes.UnknownProgramme or RefusalCodes.UnknownDirective or RefusalCodes.NotAssigned => StatusCodes.Status404NotFound,
        RefusalCodes.VersionPassed => StatusCodes.Status409Conflict,
        RefusalCodes.FileTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCodes.TooManyFiles => StatusCodes.Status429TooManyRequests,
        RefusalCodes.BadRequest => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private string Tell(object value, TimeZoneInfo zone) => value switch
    {
        DateTimeOffset instant => TimeZoneInfo.ConvertTime(instant, zone).ToString(InstantFormat, CultureInfo.InvariantCulture),
        Assignments.AssignmentState state => texts[$"state-{state.Word()}"].Value,
        IEnumerable<SixClear> clears => string.Join(", ", clears.Select(clear => texts[$"clear-{clear.Word()}"].Value)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
