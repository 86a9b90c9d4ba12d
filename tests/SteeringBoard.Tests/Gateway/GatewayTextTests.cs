using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SteeringBoard.Tests.Gateway;

public sealed partial class GatewayTextTests
{
    private static readonly string Project = Path.Combine(Path.GetDirectoryName(GoLive.SeedData)!, "src", "SteeringBoard.Gateway");

    [Theory]
    [InlineData(".en")]
    [InlineData(".fr")]
    public void Every_text_is_there_in_every_language(string language) => Assert.Equal(Keys(""), Keys(language));

    [Fact]
    public void Every_fault_has_its_text()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Project, "Sources"), "*.cs")
            .SelectMany(file => FaultCode().Matches(File.ReadAllText(file)))
            .Select(match => "fault-" + match.Groups["code"].Value)
            .Distinct().ToArray();
        Assert.True(codes.Length > 14);
        Assert.Empty(codes.Except(Keys("")));
    }

    private static string[] Keys(string language) =>
        [.. XDocument.Load(Path.Combine(Project, "Texts", $"Words{language}.resx"))
            .Descendants("data").Select(data => data.Attribute("name")!.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("(SheetException\\(|Fault<[^>]*>\\(|, null, |row\\.Number, )\"(?<code>[a-z0-9-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FaultCode();
}
