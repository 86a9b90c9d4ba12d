using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SteeringBoard.Tests.Shell;

/// <summary>WCAG 2.2: text at 4.5:1 (1.4.3), graphics at 3:1 (1.4.11).</summary>
public sealed partial class TokensTests
{
    private static readonly string[] Statuses = ["done", "on-track", "at-risk", "late", "stale", "unknown"];
    private static readonly string[] Grounds = ["ground", "panel"];

    [Theory, InlineData(false), InlineData(true)]
    public void Text_can_be_read_on_every_ground_it_stands_on(bool dark)
    {
        var color = Colors(dark);
        var pairs = from text in (string[])["ink", "ink-2", "ink-3", "brand", .. Statuses.Select(status => $"status-{status}")]
                    from ground in Grounds
                    select (text, ground);

        Assert.All(
            [.. pairs, .. Statuses.Select(status => ($"status-{status}", $"status-{status}-wash")), ("ink", "simulated"), ("on-brand", "brand")],
            pair => Assert.True(Contrast(color[pair.Item1], color[pair.Item2]) >= 4.5, $"{pair}: {Contrast(color[pair.Item1], color[pair.Item2]):0.00}"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Evidence_can_be_seen_on_every_ground_and_is_stronger_ink_the_better_it_is_proven(bool dark)
    {
        var color = Colors(dark);
        string[] levels = ["evidence-claimed", "evidence-pulled", "evidence-tested", "evidence-inspected"];

        Assert.All(levels, level => Assert.All(Grounds, ground => Assert.True(Contrast(color[level], color[ground]) >= 3, $"{level} on {ground}")));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(Contrast(color[pair.First], color["panel"]) < Contrast(color[pair.Second], color["panel"]), $"{pair}"));
    }

    [Fact]
    public void Dark_has_every_colour_light_has() => Assert.Equal(Read("tokens.css").Keys.Order(), Read("tokens-dark.css").Keys.Order());

    private static Dictionary<string, double> Colors(bool dark) => Read(dark ? "tokens-dark.css" : "tokens.css");

    private static Dictionary<string, double> Read(string file, [CallerFilePath] string here = "") =>
        Color().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/SteeringBoard/wwwroot/css", file)))
            .ToDictionary(match => match.Groups["name"].Value, match => Luminance(match.Groups["hex"].Value));

    private static double Contrast(double one, double other) => (Math.Max(one, other) + .05) / (Math.Min(one, other) + .05);

    private static double Luminance(string hex)
    {
        double Part(int from)
        {
            var part = int.Parse(hex.AsSpan(from, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4);
        }
        return .2126 * Part(0) + .7152 * Part(2) + .0722 * Part(4);
    }

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+): #(?<hex>[0-9a-f]{6});", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Color();
}
