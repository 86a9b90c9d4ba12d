using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Intake;

/// <summary>What the problems of a document say, in the language of the request.</summary>
public sealed class ProblemTexts
{
    private readonly IStringLocalizer<ProblemTexts> _texts;

    public ProblemTexts(IStringLocalizer<ProblemTexts> texts) => _texts = texts;

    /// <summary>Tells problems in the language of now, wherever it is called.</summary>
    internal Func<Fault, string, ReadingProblem> Teller()
    {
        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        return (fault, severity) =>
        {
            var (before, beforeLanguage) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
            try
            {
                return Tell(fault, severity);
            }
            finally
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeLanguage);
            }
        };
    }

    private ReadingProblem Tell(Fault fault, string severity) =>
        new(fault.Index, fault.Body, fault.Indicator, fault.Code, severity, Message(fault.Code, fault.Details));

    /// <summary>What a problem that was kept says.</summary>
    public string Tell(KeptProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Details is { } details ? Message(problem.Code, [.. details]) : problem.Message ?? problem.Code;
    }

    internal string Message(string code, object[] details) =>
        string.Format(CultureInfo.CurrentCulture, _texts[code].Value, [.. details.Select(Plain)]);

    /// <summary>As a text or a number. Of an instant the year comes first, which nobody reads otherwise in any language.</summary>
    internal static object Plain(object detail) => detail switch
    {
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.Number } kept => kept.GetInt64(),
        JsonElement kept => kept.GetString() ?? "",
        _ => detail,
    };
}
