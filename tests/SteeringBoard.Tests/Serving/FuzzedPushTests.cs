using System.Net.Http.Json;
using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Readiness.Intake;

namespace SteeringBoard.Tests.Serving;

/// <summary>Whatever a system pushes over HTTP: never a 500, and never a good reading lost.</summary>
public sealed class FuzzedPushTests(DemoBoard demo)
{
    [Fact]
    public async Task A_good_reading_is_in_the_history_whatever_was_pushed_beside_it()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_66");
        var start = (await client.ProgrammeAsync()).Clock.Now;
        var total = (await client.BoardAsync()).Cell("66", "I15").Total;
        var taken = new List<long>();

        Always.Holds(
            Odd.Around("I03", "GOOD"),
            async example =>
            {
                var value = taken.Count % 2 + 1;
                var good = $$"""{"indicator":"I15","value":{{value}},"total":{{total}}}""";
                var json = $$"""
                    {"contract":"readiness/1","programme":"go-live-2025","body":"66","asOf":"{{start.AddMilliseconds(taken.Count):O}}",
                     "readings":[{{string.Join(',', example.Readings).Replace("GOOD", good, StringComparison.Ordinal)}}]}
                    """;
                using var answer = await PostAsync(client, System.Text.Encoding.UTF8.GetBytes(json));
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
                var verdicts = (await answer.Content.ReadFromJsonAsync<PushAnswer>(WireJson.Options))!;

                Assert.Equal(example.Readings.Count, verdicts.Accepted + verdicts.Unchanged + verdicts.Refused);
                Assert.DoesNotContain(verdicts.Problems, problem => problem.Index == example.Good);
                taken.Add(value);
            },
            150);

        var history = await client.HistoryAsync("66", "indicator=I15&limit=1000");
        Assert.Equal(taken, history.Where(reading => reading.Source == "push").Select(reading => reading.Value));
    }

    [Fact]
    public async Task A_damaged_document_is_answered_or_refused_and_the_next_good_one_is_taken()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_68");
        var document = Calls.Procedures("68", (await client.ProgrammeAsync()).Clock.Now, 68);
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(document, WireJson.Options);

        Always.Holds(
            Gen.NonEmptyListOf(Odd.Damage),
            async damages => await AnsweredAsync(client, damages.Take(3).Aggregate(bytes, (damaged, damage) => damage(damaged))),
            150);

        var answer = await client.PushAsync(document);
        Assert.Equal((1, 0), (answer.Accepted + answer.Unchanged, answer.Refused));
    }

    [Fact]
    public async Task Any_bytes_at_all_are_answered()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_75");

        Always.Holds(Odd.Bytes, bytes => AnsweredAsync(client, bytes), 150);
    }

    private static async Task AnsweredAsync(HttpClient client, byte[] bytes)
    {
        using var answer = await PostAsync(client, bytes);

        Assert.True((int)answer.StatusCode is 200 or 400 or 403 or 404 or 422, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(
            answer.IsSuccessStatusCode ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        return await client.PostAsync(new Uri("api/v1/readings", UriKind.Relative), content);
    }
}
