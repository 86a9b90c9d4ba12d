using System.Globalization;
using System.Resources;

namespace SteeringBoard.Gateway.Texts;

/// <summary>Every text a person sees: Vietnamese, English, French.</summary>
internal static class Words
{
    private static readonly ResourceManager Resources = new(typeof(Words));

    /// <summary>The culture a text is written in: one of the three, Vietnamese for any other.</summary>
    public static CultureInfo Culture(string? language) => CultureInfo.GetCultureInfo(language switch
    {
        "en" => "en",
        "fr" => "fr",
        _ => "vi",
    });

    /// <summary>The first of a browser's languages that is one of the three.</summary>
    public static CultureInfo CultureOf(HttpRequest request)
    {
        var languages = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0]);
        return Culture(languages.FirstOrDefault(language => language is "vi" or "en" or "fr"));
    }

    /// <summary>A text with its blanks filled.</summary>
    public static string Text(string key, CultureInfo culture, params object?[] blanks)
    {
        var text = Resources.GetString(key, culture)
            ?? throw new MissingManifestResourceException($"no text '{key}'");
        return blanks.Length == 0 ? text : string.Format(culture, text, blanks);
    }
}
