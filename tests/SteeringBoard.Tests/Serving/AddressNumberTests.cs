using System.Net;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>Who mistypes a number in the address of a page gets the page, not an error.</summary>
public sealed class AddressNumberTests(DemoBoard demo)
{
    [Theory]
    [InlineData("office", "directives?page={0}")]
    [InlineData("office", "deadlines?slip=G05&hours={0}")]
    [InlineData("office", "wallboard?page={0}")]
    [InlineData("office", "provinces/79/cells/I03?before={0}")]
    [InlineData("auditor", "audit?before={0}")]
    public async Task A_number_that_is_none_is_as_if_it_were_not_there(string person, string address)
    {
        using var client = await (await demo.StartedAsync()).SignInAsync(person);

        await IsShownAsync(client, address);
    }

    [Fact]
    public async Task Nor_does_it_fail_the_preview_of_a_file()
    {
        using var reporter = await (await demo.StartedAsync()).SignInAsync("42-reporter");
        using var file = new MultipartFormDataContent
        {
            { new StringContent(await reporter.TokenAsync("report/file?programme=go-live-2025")), "__RequestVerificationToken" },
            { new StringContent("Indicator code;Number;Unit code\r\nI03;1322;42\r\n"), "file", "a.csv" },
        };
        using var kept = await reporter.PostAsync(new Uri("report/file/upload?programme=go-live-2025", UriKind.Relative), file);

        await IsShownAsync(reporter, kept.RequestMessage!.RequestUri!.AbsolutePath + "?programme=go-live-2025&page={0}");
    }

    private static async Task IsShownAsync(HttpClient client, string address)
    {
        foreach (var number in new[] { "x", "-1", "0", "1.5", "", "999999999", "2147483648", "99999999999999999999", "%00", "1&page=2&hours=3&before=4" })
        {
            using var answer = await client.AskAsync(address.Replace("{0}", number, StringComparison.Ordinal));

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} with {number}: {answer.StatusCode}");
        }
    }
}
