using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SteeringBoard.Live;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>What every figure must hold, and its marks as plain values.</summary>
internal static partial class Drawn
{
    public static readonly string[] Cultures = ["vi", "en", "fr"];

    public static CultureInfo Culture(string name) => CultureInfo.GetCultureInfo(name);

    /// <summary>A title, colours by role alone of which the page knows every one, a table with a cell for each column.</summary>
    public static void IsSound(Figure figure)
    {
        Assert.NotEmpty(figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.Equal("transparent", figure.Layout["paper_bgcolor"]!.GetValue<string>());
        var colours = Texts(figure.Data).Concat(Texts(figure.Layout)).ToList();
        Assert.DoesNotContain(colours, text => Literal().IsMatch(text));
        var named = Coloured(figure.Data).Concat(Coloured(figure.Layout)).Where(colour => colour != "transparent").ToHashSet();
        Assert.All(named, colour => Assert.StartsWith("role:", colour, StringComparison.Ordinal));
        Assert.Empty(named.Select(colour => colour["role:".Length..]).Except(Tokens()));
        Assert.NotEmpty(figure.Table.Caption);
        Assert.All(figure.Table.Rows, row => Assert.Equal(figure.Table.Columns.Count, row.Count));
    }

    public static IEnumerable<JsonObject> Traces(this Figure figure, string type) =>
        figure.Data.OfType<JsonObject>().Where(trace => trace["type"]!.GetValue<string>() == type);

    public static JsonObject Trace(this Figure figure, string name) =>
        figure.Data.OfType<JsonObject>().Single(trace => trace["name"]?.GetValue<string>() == name);

    public static double[] Numbers(this JsonObject trace, string axis) => [.. trace[axis]!.AsArray().Select(value => value?.GetValue<double>() ?? double.NaN)];

    public static string[] Words(this JsonObject trace, string key) => [.. trace[key]!.AsArray().Select(value => value!.GetValue<string>())];

    public static string[] Annotations(this Figure figure) =>
        [.. figure.Layout["annotations"]!.AsArray().Select(annotation => annotation!["text"]!.GetValue<string>())];

    /// <summary>What is written beside the marks.</summary>
    public static string[] Written(this Figure figure) =>
        [.. figure.Data.Where(trace => trace!["mode"]?.GetValue<string>() == "text").SelectMany(trace => trace!.AsObject().Words("text"))];

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(pair => Texts(pair.Value)),
        JsonArray all => all.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static IEnumerable<string> Coloured(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(pair => pair.Key.EndsWith("color", StringComparison.Ordinal) || pair.Key == "colorscale" ? Texts(pair.Value) : Coloured(pair.Value)),
        JsonArray all => all.SelectMany(Coloured),
        _ => [],
    };

    private static HashSet<string> Tokens([CallerFilePath] string here = "") =>
        [.. Token().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/SteeringBoard/wwwroot/css/tokens.css")))
            .Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("^(#[0-9a-f]{3,8}|rgba?\\(.*|hsla?\\(.*)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex("--(?<name>[a-z0-9-]+):", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
