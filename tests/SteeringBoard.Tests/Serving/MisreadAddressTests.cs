using System.Net;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody follows an address that asks for what there is not: what the page shows instead is not taken for it.</summary>
public sealed class MisreadAddressTests(DemoBoard demo)
{
    [Theory]
    [InlineData("?at=banana", "“banana” is not a past moment of the programme.")]
    [InlineData("deadlines?at=2025-07-30T00:00", "30 July 2025, 00:00” is not a past moment of the programme.")]
    [InlineData("provinces?programme=nope", "There is no programme “nope”.")]
    [InlineData("?level=banana", "There is no level of evidence “banana”.")]
    [InlineData("provinces/79?level=4", "There is no level of evidence “4”.")]
    [InlineData("?group=banana", "There is no family “banana”. The map shows: Tested online services.")]
    [InlineData("?directive=X99", "No deadline here is of a directive “X99”.")]
    [InlineData("?programme=%3Cb%3Enope%3C/b%3E", "There is no programme “<b>nope</b>”.")]
    public async Task What_is_shown_instead_is_said(string address, string told)
    {
        var page = await ReadAsync(address);

        Assert.Contains(told, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>nope", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?at=&programme=")]
    [InlineData("?programme=project-06")]
    [InlineData("?level=tested&group=codes")]
    [InlineData("?at=2024-01-25T08:00&programme=project-06")]
    public async Task What_is_there_is_shown_without_a_word(string address) =>
        Assert.DoesNotContain("class=\"doubt\"", await ReadAsync(address), StringComparison.Ordinal);

    private async Task<string> ReadAsync(string address)
    {
        using var guest = await (await demo.StartedAsync()).SignInAsync(null);
        return await guest.GetStringAsync(new Uri(address, UriKind.Relative));
    }
}
