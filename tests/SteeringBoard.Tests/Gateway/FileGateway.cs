using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Serving;
using SteeringBoard.Gateway.Sources;

namespace SteeringBoard.Tests.Gateway;

/// <summary>A province's gateway on a folder of its own.</summary>
internal sealed class FileGateway : IAsyncDisposable
{
    private readonly GatewayHost _host;

    private FileGateway(string folder, GatewayHost host)
    {
        (Folder, _host) = (folder, host);
        Http = new() { BaseAddress = host.Address };
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    /// <param name="from">The file served; none: the whole folder.</param>
    /// <param name="token">The token asked for.</param>
    public static async Task<FileGateway> StartAsync(string? from = null, string? token = null)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-").FullName;
        var source = new FileSource(
            from is null ? folder : Path.Combine(folder, from),
            GoLive.Programme,
            "79",
            TimeProvider.System,
            CultureInfo.GetCultureInfo("en"),
            NullLogger<FileSource>.Instance);
        return new(folder, await GatewayHost.StartAsync(new() { Source = source, Body = "79", Token = token }));
    }

    /// <summary>Writes a file as somebody did so many minutes ago.</summary>
    public DateTime Write(string name, int minutesAgo, params string[] lines)
    {
        File.WriteAllLines(Path.Combine(Folder, name), lines);
        return Age(name, minutesAgo);
    }

    /// <inheritdoc cref="Write"/>
    public DateTime WriteWorkbook(string name, int minutesAgo, params object?[][] rows)
    {
        Workbook.Write(Path.Combine(Folder, name), rows);
        return Age(name, minutesAgo);
    }

    public async Task<HttpResponseMessage> GetAsync(string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"readiness/v1/{GoLive.Programme}");
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return await Http.SendAsync(request);
    }

    public async Task<ReadinessDocument> DocumentAsync()
    {
        using var answer = await GetAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ReadinessDocument>(WireJson.Options))!;
    }

    public async Task<string> StatusPageAsync(string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private DateTime Age(string name, int minutesAgo)
    {
        var path = Path.Combine(Folder, name);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddMinutes(-minutesAgo));
        return File.GetLastWriteTimeUtc(path);
    }
}
