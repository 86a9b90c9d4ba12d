using System.Net;
using System.Text.RegularExpressions;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody's browser without a script: opens pages, fills their forms, keeps their cookies, follows nothing by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _client;

    public Visitor(Uri board)
    {
        _client = new HttpClient(_handler) { BaseAddress = board };
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
        _client.DefaultRequestHeaders.Add("Accept-Language", "en");
        _client.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    }

    public CookieContainer Cookies => _handler.CookieContainer;

    public HttpClient Client => _client;

    public Task<HttpResponseMessage> AskAsync(string path) => _client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>Opens a page that must be there.</summary>
    public async Task<string> OpenAsync(string path)
    {
        using var answer = await AskAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {answer.Headers.Location} {page}");
        return WebUtility.HtmlDecode(page);
    }

    /// <summary>Opens a page and sends one of its forms: what is hidden in it, and what is typed.</summary>
    /// <param name="path">The page.</param>
    /// <param name="form">A part of the form's text that no form before it has.</param>
    /// <param name="typed">The fields; they win over what the form has.</param>
    public async Task<HttpResponseMessage> SendAsync(string path, string form, params IEnumerable<(string Name, string Value)> typed)
    {
        var page = await OpenAsync(path);
        var found = Forms().Matches(page).Select(match => match.Value).FirstOrDefault(text => text.Contains(form, StringComparison.Ordinal));
        Assert.True(found is not null, $"{path} has no form with {form}: {page}");
        var action = Action().Match(found[..found.IndexOf('>', StringComparison.Ordinal)]);
        var fields = Hidden().Matches(found).Select(match => Field(match.Value))
            .Where(hidden => !typed.Any(field => field.Name == hidden.Name)).Concat(typed).Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var content = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(action.Success ? action.Groups["to"].Value : path, UriKind.RelativeOrAbsolute), content);
    }

    /// <summary>Sends a form that must be answered with a page.</summary>
    public async Task<string> FillAsync(string path, string form, params IEnumerable<(string Name, string Value)> typed)
    {
        using var answer = await SendAsync(path, form, typed);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {answer.Headers.Location} {page}");
        return WebUtility.HtmlDecode(page);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private static (string Name, string Value) Field(string input) => (Named().Match(input).Groups["is"].Value, Valued().Match(input).Groups["is"].Value);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("\\baction=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("\\bname=\"(?<is>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("\\bvalue=\"(?<is>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Valued();
}
