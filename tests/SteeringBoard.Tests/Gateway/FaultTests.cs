using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Gateway.Faults;

namespace SteeringBoard.Tests.Gateway;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Address = "readiness/v1/" + GoLive.Programme;

    private readonly SetClock _clock = new(GoLive.At("06-26 12:00"));
    private readonly HttpClient _http = new();
    private SimulatedProvinces _provinces = null!;

    public async ValueTask InitializeAsync() => _provinces = await SimulatedProvinces.StartAsync(new()
    {
        Scenario = GoLive.Scenario(7),
        Programme = GoLive.Programme,
        Clock = _clock,
        Slowness = TimeSpan.FromMilliseconds(700),
    });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _provinces.DisposeAsync();
    }

    [Fact]
    public async Task Every_province_has_a_port_of_its_own_and_speaks_for_itself()
    {
        Assert.Equal(34, _provinces.Addresses.Values.Select(address => address.Port).Distinct().Count());
        foreach (var (body, address) in _provinces.Addresses)
        {
            var document = await _http.GetFromJsonAsync<ReadinessDocument>(new Uri(address, Address), WireJson.Options);
            Assert.Equal((body, _clock.Now), (document!.Body, document.AsOf));
        }
    }

    [Fact]
    public async Task A_slow_province_answers_late()
    {
        _provinces.SetFault("79", Fault.Slow);
        var watch = Stopwatch.StartNew();
        using var answer = await GetAsync("79");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(650));
    }

    [Fact]
    public async Task A_hanging_province_never_answers_and_does_not_hold_up_the_end()
    {
        _provinces.SetFault("79", Fault.Hang);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _http.GetAsync(Uri("79"), patience.Token));

        var hanging = _http.GetAsync(Uri("79"));
        var watch = Stopwatch.StartNew();
        await _provinces.DisposeAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_failing_province_answers_500()
    {
        _provinces.SetFault("79", Fault.Errors);
        using var answer = await GetAsync("79");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_refusing_province_closes_its_port_and_opens_it_again()
    {
        using (await GetAsync("79"))
        {
        }

        _provinces.SetFault("79", Fault.Refused);
        await UntilAsync(async () => await RefusesAsync("79"));
        using (var neighbour = await GetAsync("80"))
        {
            Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
        }

        _provinces.SetFault("79", Fault.None);
        await UntilAsync(async () => !await RefusesAsync("79"));
        using var answer = await GetAsync("79");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_province_may_send_the_document_of_another()
    {
        using var before = await GetAsync("79");
        _provinces.SetFault("79", Fault.WrongBody);
        Assert.NotEqual("79", (await DocumentAsync("79")).Body);
    }

    [Fact]
    public async Task Malformed_is_not_JSON()
    {
        _provinces.SetFault("79", Fault.Malformed);
        await Assert.ThrowsAsync<JsonException>(() => DocumentAsync("79"));
    }

    [Fact]
    public async Task A_truncated_answer_ends_before_its_length()
    {
        _provinces.SetFault("79", Fault.Truncated);
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync("79"));
    }

    [Fact]
    public async Task An_oversized_document_is_over_the_limit_and_good_JSON()
    {
        _provinces.SetFault("79", Fault.Oversized);
        using var answer = await GetAsync("79");
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(body.Length > ReadinessDocument.MaxBytes);
        Assert.Equal("79", JsonSerializer.Deserialize<ReadinessDocument>(body, WireJson.Options)!.Body);
    }

    [Fact]
    public async Task A_wrong_clock_is_two_hours_ahead()
    {
        _provinces.SetFault("79", Fault.ClockWrong);
        Assert.Equal(_clock.Now.AddHours(2), (await DocumentAsync("79")).AsOf);
    }

    [Fact]
    public async Task Values_that_jump_back_are_dated_now()
    {
        var before = (await DocumentAsync("79")).Readings.Sum(reading => reading.Value);
        _provinces.SetFault("79", Fault.JumpBack);
        var document = await DocumentAsync("79");
        Assert.Equal(_clock.Now, document.AsOf);
        Assert.True(document.Readings.Sum(reading => reading.Value) < before);
    }

    [Fact]
    public async Task Faults_are_turned_over_HTTP_from_this_machine()
    {
        var desk = _provinces.Addresses["01"];
        using (var turned = await _http.PutAsJsonAsync(new Uri(desk, "faults/79"), new { fault = "errors" }))
        {
            Assert.Equal(HttpStatusCode.NoContent, turned.StatusCode);
        }

        Assert.Equal("errors", (await _http.GetFromJsonAsync<Dictionary<string, string>>(new Uri(desk, "faults")))!["79"]);
        using (var answer = await GetAsync("79"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        using var unknown = await _http.PutAsJsonAsync(new Uri(desk, "faults/79"), new { fault = "sleepy" });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        using var nobody = await _http.PutAsJsonAsync(new Uri(desk, "faults/00"), new { fault = "slow" });
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public void Every_fault_has_a_word() => Assert.Equal(
        ["none", "slow", "hang", "errors", "refused", "wrong-body", "malformed", "truncated", "oversized", "clock-wrong", "jump-back"],
        FaultWords.All.Keys);

    private Uri Uri(string body) => new(_provinces.Addresses[body], Address);

    private Task<HttpResponseMessage> GetAsync(string body) => _http.GetAsync(Uri(body));

    private async Task<ReadinessDocument> DocumentAsync(string body) =>
        (await _http.GetFromJsonAsync<ReadinessDocument>(Uri(body), WireJson.Options))!;

    private async Task<bool> RefusesAsync(string body)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _provinces.Addresses[body].Port);
            return false;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "it never came to hold");
            await Task.Delay(50);
        }
    }
}
