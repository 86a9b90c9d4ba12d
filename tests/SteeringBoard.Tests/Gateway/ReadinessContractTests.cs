using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Scenarios;
using SteeringBoard.Gateway.Serving;
using SteeringBoard.Gateway.Sources;

namespace SteeringBoard.Tests.Gateway;

public sealed class ReadinessContractTests
{
    [Fact]
    public async Task The_same_values_are_not_sent_twice_and_a_file_always_says_how_old_it_is()
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        var written = gateway.Write("a.csv", 60, "indicator,value", "I03,1");
        using var first = await gateway.GetAsync();
        Assert.Equal(written, AsOf(first), TimeSpan.FromMilliseconds(1));

        // Saved again with the same values: not sent again, but younger.
        var saved = gateway.Write("a.csv", 20, "indicator,value", "I03,1");
        using var second = await gateway.GetAsync(first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(saved, AsOf(second), TimeSpan.FromMilliseconds(1));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());

        gateway.Write("a.csv", 5, "indicator,value", "I03,2");
        using var third = await gateway.GetAsync(first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.NotEqual(first.Headers.ETag, third.Headers.ETag);
    }

    [Fact]
    public async Task A_live_source_keeps_its_tag_while_time_passes_and_nothing_moves()
    {
        var clock = new SetClock(GoLive.At("06-25 22:00"));
        await using var host = await GatewayHost.StartAsync(new() { Source = new ScenarioSource(GoLive.Scenario(7), GoLive.Programme, clock) });
        using var http = new HttpClient { BaseAddress = host.Address };
        using var first = await http.GetAsync(Address("79"));
        var document = await first.Content.ReadFromJsonAsync<ReadinessDocument>(WireJson.Options);
        Assert.Equal(clock.Now, document!.AsOf);
        Assert.False(first.Headers.Contains(ReadinessAnswers.AsOfHeader));

        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(http, "79", first.Headers.ETag!));
        using var whole = await http.GetAsync(Address("79"));
        Assert.Equal(clock.Now, (await whole.Content.ReadFromJsonAsync<ReadinessDocument>(WireJson.Options))!.AsOf);

        clock.Now = GoLive.At("06-26 12:00");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "79", first.Headers.ETag!));
    }

    [Fact]
    public async Task A_province_lists_its_indicators_and_names_what_is_tested()
    {
        var clock = new SetClock(GoLive.At("06-28 13:00"));
        await using var host = await GatewayHost.StartAsync(new() { Source = new ScenarioSource(GoLive.Scenario(7), GoLive.Programme, clock) });
        using var http = new HttpClient { BaseAddress = host.Address };

        var readings = (await http.GetFromJsonAsync<ReadinessDocument>(Address("01"), WireJson.Options))!.Readings;

        Assert.InRange(readings.Where(reading => reading.Evidence is null).Select(reading => reading.Indicator).Distinct().Count(), 35, 45);
        Assert.Equal(
            ["I11", "I23", "I24", "I32", "I34"],
            readings.Where(reading => reading.Evidence == EvidenceLevel.Tested).Select(reading => reading.Indicator).Order());
        Assert.Equal(5, readings.Count(reading => reading.Indicator == "I01"));
        Assert.DoesNotContain(readings, reading => reading.Indicator is "I07" or "I12" or "I22" or "I41" or "I42" or "I43");
        Assert.All(readings, reading => Assert.True(reading.Total >= 1 && reading.Value <= reading.Total));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("br;q=0.5, gzip")]
    [InlineData("identity")]
    [InlineData("gzip;q=0")]
    public async Task A_document_is_compressed_as_asked(string accepted)
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write("a.csv", 5, "indicator,value", "I03,1");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"readiness/v1/{GoLive.Programme}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await gateway.Http.SendAsync(request);

        var coding = answer.Content.Headers.ContentEncoding.SingleOrDefault();
        Assert.Equal(accepted switch { "br" => "br", "gzip" or "br;q=0.5, gzip" => "gzip", _ => null }, coding);
        var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        Assert.Single((await JsonSerializer.DeserializeAsync<ReadinessDocument>(plain, WireJson.Options))!.Readings);
    }

    [Fact]
    public async Task Without_the_token_nothing_is_told()
    {
        await using var gateway = await FileGateway.StartAsync("a.csv", token: "right");
        gateway.Write("a.csv", 5, "indicator,value", "I03,1");
        foreach (var (given, expected) in new[] { ("", 401), ("Bearer wrong", 401), ("Basic right", 401), ("Bearer right", 200) })
        {
            gateway.Http.DefaultRequestHeaders.Authorization = given.Length == 0 ? null : AuthenticationHeaderValue.Parse(given);
            using var answer = await gateway.GetAsync();
            Assert.Equal(expected, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("readiness/v1/project-06")]
    [InlineData("01/readiness/v1/go-live-2025")]
    public async Task What_is_not_served_here_is_a_problem(string address)
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write("a.csv", 5, "indicator,value", "I03,1");

        using var answer = await gateway.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task One_host_serves_thousands_of_bodies_with_what_the_caller_makes()
    {
        var documents = Enumerable.Range(0, 3355).ToDictionary(i => $"{i:00000}", i => DocumentContent.Ready($"\"{i}\"", [(byte)'{', (byte)'}']));
        await using var host = await GatewayHost.StartAsync(new() { Source = new ReadySource(GoLive.Programme, documents.GetValueOrDefault) });
        using var http = new HttpClient { BaseAddress = host.Address };

        using var one = await http.GetAsync(Address("03354"));
        Assert.Equal(("\"3354\"", "{}"), (one.Headers.ETag!.ToString(), await one.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(http, "03354", one.Headers.ETag));

        documents["03354"] = DocumentContent.Ready("\"changed\"", [(byte)'[', (byte)']']);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "03354", one.Headers.ETag));
    }

    private static string Address(string body) => $"{body}/readiness/v1/{GoLive.Programme}";

    private static DateTime AsOf(HttpResponseMessage answer) =>
        DateTimeOffset.Parse(Assert.Single(answer.Headers.GetValues(ReadinessAnswers.AsOfHeader)), CultureInfo.InvariantCulture).UtcDateTime;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string body, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(body));
        request.Headers.IfNoneMatch.Add(tag);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
