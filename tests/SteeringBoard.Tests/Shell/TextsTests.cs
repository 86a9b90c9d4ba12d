using System.Collections;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SteeringBoard.Shell;

namespace SteeringBoard.Tests.Shell;

public sealed partial class TextsTests
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, new("en"), new("fr")];

    /// <summary>Every resource file of the board, by its base name.</summary>
    public static TheoryData<string> Files =>
        new(typeof(Texts).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
            .Select(name => name[..^".resources".Length]));

    [Theory, MemberData(nameof(Files))]
    public void Every_text_is_there_in_three_languages(string file)
    {
        var texts = Cultures.Select(culture => Read(file, culture)).ToList();

        Assert.NotEmpty(texts[0]);
        Assert.All(texts, language => Assert.Equal(texts[0].Keys.Order(), language.Keys.Order()));
        Assert.All(texts.SelectMany(language => language), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_language_fills_in_the_same_places(string file)
    {
        var texts = Cultures.Select(culture => Read(file, culture)).ToList();

        Assert.All(texts[0], text => Assert.All(texts, language => Assert.Equal(Places(text.Value), Places(language[text.Key]))));
    }

    [Fact]
    public void Every_text_the_shell_names_exists()
    {
        var known = Read(typeof(Texts).FullName!, CultureInfo.InvariantCulture).Keys;
        var named = Directory.EnumerateFiles(Path.Combine(Source(), "Shell"))
            .SelectMany(path => NamedText().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["key"].Value)
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Every_link_of_the_navigation_has_its_name()
    {
        var known = Read(typeof(Texts).FullName!, CultureInfo.InvariantCulture).Keys;

        Assert.Equal("/", NavLink.All[0].Path);
        Assert.All(NavLink.All, link => Assert.Contains(link.Text, known));
    }

    private static Dictionary<string, string> Read(string file, CultureInfo culture) =>
        new ResourceManager(file, typeof(Texts).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/SteeringBoard"));

    [GeneratedRegex(@"\b(?:T|texts)\[""(?<key>[a-z-]+)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedText();

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
