using System.Net;
using System.Text.RegularExpressions;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>People of the demo's cast as they come by a browser: signed in by the form, remembered by a cookie.</summary>
internal static partial class People
{
    /// <summary>A client somebody is signed in on.</summary>
    /// <param name="board">A board in the demo.</param>
    /// <param name="person">Of the demo's cast, such as <c>auditor</c>; none for the guest.</param>
    /// <param name="language">Of the pages.</param>
    public static async Task<HttpClient> SignInAsync(this BoardProcess board, string? person, string language = "en")
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = board.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (person is not null)
        {
            using var form = new FormUrlEncodedContent([new("person", person), new("__RequestVerificationToken", await client.TokenAsync("sign-in"))]);
            using var answer = await client.PostAsync(new Uri("sign-in", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }
        return client;
    }

    /// <summary>What a form of a page must send along.</summary>
    public static async Task<string> TokenAsync(this HttpClient client, string page) =>
        Token().Match(await client.GetStringAsync(new Uri(page, UriKind.Relative))).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
