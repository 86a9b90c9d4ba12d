using System.Text.Json;

namespace SteeringBoard.Directives;

/// <summary>The words of the wire for what directives and assignments are: <c>in-progress</c> for <c>InProgress</c>.</summary>
public static class EnumWords
{
    /// <summary>The word of a value.</summary>
    public static string Word<T>(this T value)
        where T : struct, Enum => EnumWordsOf<T>.Words[value];

    /// <summary>Reads a word; false when it is none.</summary>
    public static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum => EnumWordsOf<T>.Values.TryGetValue(word ?? "", out value);

    private static class EnumWordsOf<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
