using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Access;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access;

/// <summary>People sign in by a form of ours; over HTTP, with the cast of the test programme.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private WebApplication _app = null!;
    private HttpClient _visitor = null!;

    [Theory]
    [InlineData("office", "Office", "")]
    [InlineData("auditor", "Auditor", "")]
    [InlineData("MOF-officer", "Officer", "MOF")]
    [InlineData("MOF-approver", "Approver", "MOF")]
    [InlineData("79-reporter", "Reporter", "79")]
    [InlineData("79-approver", "Approver", "79")]
    public async Task Somebody_of_the_cast_is_known_until_signed_out(string person, string role, string body)
    {
        using var entered = await PostAsync("sign-in", new("person", person), new("back", "/directives"));

        Assert.Equal((HttpStatusCode.Redirect, "/directives"), (entered.StatusCode, entered.Headers.Location?.OriginalString));
        Assert.Equal($"{role} {body}", await WhoAsync());
        using var left = await PostAsync("sign-out");
        Assert.Equal("Guest ", await WhoAsync());
    }

    [Theory, InlineData("nobody"), InlineData(""), InlineData("79-officer"), InlineData("VN-officer"), InlineData("26734-officer")]
    public async Task Nobody_else_signs_in(string person)
    {
        using var answer = await PostAsync("sign-in", new KeyValuePair<string, string>("person", person));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Guest ", await WhoAsync());
    }

    [Fact]
    public async Task One_comes_back_to_this_site_only()
    {
        using var answer = await PostAsync("sign-in", new("person", "office"), new("back", "https://example.org/"));

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_key_wins_over_the_person_signed_in()
    {
        using var entered = await PostAsync("sign-in", new KeyValuePair<string, string>("person", "office"));
        _visitor.DefaultRequestHeaders.Authorization = new("Bearer", "sb_demo_79");

        Assert.Equal("System 79", await WhoAsync());
    }

    [Fact]
    public void No_person_of_the_cast_is_taken_for_a_real_one()
    {
        var cast = _app.Services.GetRequiredService<DemoCast>().All.ToList();

        Assert.All(cast, person => Assert.EndsWith("(mô phỏng)", person.Name, StringComparison.Ordinal));
        Assert.Equal(cast.Count, cast.DistinctBy(person => person.Id).Count());
    }

    public async ValueTask InitializeAsync()
    {
        var catalog = TestProgramme.Catalog();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAntiforgery();
        builder.Services.AddSingleton(TimeProvider.System).AddData(new RecordOptions(_folder.Path, null));
        builder.Services.AddAccess(new AccessOptions { Demo = true }, _ => code => catalog.BodyPlace(code) is not null, _ => () => catalog.Bodies);
        _app = builder.Build();
        await _app.Services.GetRequiredService<IRecord>().MigrateAsync(CancellationToken.None);
        _app.UseAccess();
        _app.UseAntiforgery();
        _app.MapSignIn();
        _app.MapGet("/token", (HttpContext http, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(http).RequestToken);
        _app.MapGet("/who", (ClaimsPrincipal caller) => $"{caller.Actor().Role} {caller.Actor().Body}");
        await _app.StartAsync();
        _visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private Task<string> WhoAsync() => _visitor.GetStringAsync(new Uri("who", UriKind.Relative));

    private async Task<HttpResponseMessage> PostAsync(string path, params IEnumerable<KeyValuePair<string, string>> fields)
    {
        var token = await _visitor.GetStringAsync(new Uri("token", UriKind.Relative));
        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]);
        return await _visitor.PostAsync(new Uri(path, UriKind.Relative), form);
    }
}
