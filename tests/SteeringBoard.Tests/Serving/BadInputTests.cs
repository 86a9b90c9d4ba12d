using System.Net;
using System.Net.Http.Json;
using System.Text;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>Whatever is asked or sent: never a 500, and what is refused is refused by a problem document.</summary>
public sealed class BadInputTests(DemoBoard demo)
{
    private const string Programme = $"api/v1/programmes/{Calls.GoLive}";

    [Theory]
    [InlineData($"{Programme}/board?asOf=%00")]
    [InlineData($"{Programme}/board?asOf=2025-06-24")]
    [InlineData($"{Programme}/board?asOf=2025-06-24T08:00:00")]
    [InlineData($"{Programme}/board?asOf=2025-06-24T08:00:00Z&asOf=2025-06-24T09:00:00Z")]
    [InlineData($"{Programme}/board?asOf=9999-12-31T23:59:59Z")]
    [InlineData($"{Programme}/board?asOf=0001-01-01T00:00:00%2B14:00")]
    [InlineData($"{Programme}/board?level=1")]
    [InlineData($"{Programme}/board?level=claimed,pulled")]
    [InlineData($"{Programme}/board?under=%00")]
    [InlineData($"{Programme}/board?under=%F0%9F%98%80")]
    [InlineData($"{Programme}/board?under=79&under=01")]
    [InlineData($"{Programme}/deadlines?asOf=%C3%28")]
    [InlineData($"{Programme}/deadlines?level=hearsay")]
    [InlineData($"{Programme}/bodies/%C3%28/history")]
    [InlineData($"{Programme}/bodies/79/history?limit=many")]
    [InlineData($"{Programme}/bodies/79/history?limit=-1")]
    [InlineData($"{Programme}/bodies/79/history?limit=99999999999999999999")]
    [InlineData($"{Programme}/bodies/79/history?after=-1")]
    [InlineData($"{Programme}/bodies/79/history?after=99999999999999999999")]
    [InlineData($"{Programme}/bodies/79/history?indicator=I03%00")]
    [InlineData($"{Programme}/bodies/79/history?from=0001-01-01T00:00:00%2B14:00")]
    [InlineData("api/v1/programmes/%F0%9F%98%80/board")]
    [InlineData("api/v1/nothing")]
    [InlineData("openapi/v9.json")]
    public async Task A_question_that_cannot_be_answered_gets_a_problem_document(string address)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_reader");

        using var answer = await client.AskAsync(address);

        await IsAProblemAsync(answer);
    }

    [Theory]
    [InlineData($"{Programme}/board?asOf=0001-01-01T00:00:00Z")]
    [InlineData($"{Programme}/deadlines?asOf=0001-01-01T00:00:00Z")]
    [InlineData($"{Programme}/board?level=&asOf=")]
    [InlineData($"{Programme}/bodies/79/history?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59.9999999Z")]
    [InlineData($"{Programme}/bodies/79/history?after=9223372036854775807")]
    public async Task A_question_at_the_edge_of_time_is_answered(string address)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_reader");

        using var answer = await client.AskAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("2025-06-29T18:00:00")]
    [InlineData("29/6/2025")]
    [InlineData("soon")]
    public async Task More_time_is_asked_for_until_an_instant_with_its_offset_and_nothing_else(string newDue)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_79");
        using var content = JsonContent.Create(new ExtensionRequest(0, "the line is down", newDue));

        using var answer = await client.PostAsync(new Uri($"{Programme}/directives/G08/assignments/79/extensions", UriKind.Relative), content);

        await IsAProblemAsync(answer);
        Assert.Contains("newDue", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "api/v1/readings")]
    [InlineData("DELETE", "api/v1/readings")]
    [InlineData("POST", $"{Programme}/board")]
    [InlineData("PUT", "api/v1/programmes")]
    [InlineData("POST", "healthz")]
    public async Task A_call_by_the_wrong_method_gets_a_problem_document(string method, string address)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_79");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));

        using var answer = await client.SendAsync(request);

        await IsAProblemAsync(answer);
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("[]", "text/plain")]
    [InlineData("<x/>", "application/xml")]
    [InlineData("{}", "application/json; charset=utf-16")]
    public async Task A_push_that_is_no_document_gets_a_problem_document(string body, string type)
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_79");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/readings", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await client.SendAsync(request);

        await IsAProblemAsync(answer);
    }

    [Fact]
    public async Task An_idempotency_key_longer_than_the_record_can_keep_is_refused()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_44");
        var document = Calls.Procedures("44", (await client.ProgrammeAsync()).Clock.Now, 1);
        client.DefaultRequestHeaders.Add("Idempotency-Key", new string('k', 10_000));

        await Calls.RefusedAsync(HttpStatusCode.BadRequest, "bad-idempotency-key", client.SendAsync(document));
    }

    private static async Task IsAProblemAsync(HttpResponseMessage answer)
    {
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
