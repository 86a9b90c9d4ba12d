using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SteeringBoard.Contract;
using static SteeringBoard.Tests.Serving.DirectiveCalls;

namespace SteeringBoard.Tests.Serving;

/// <summary>Assignments as other systems move them, on a running board in the demo.</summary>
public sealed class AssignmentApiTests(DemoBoard demo)
{
    private const string Office = "sb_demo_office";

    [Fact]
    public async Task A_province_updates_submits_and_is_returned_and_all_of_it_is_read_again()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_48");
        using var office = board.CreateClient(Office);

        var progress = await province.UpdateAsync("G08", "48", Said("progress", 0, "Đã xong 3/5"));
        var submitted = await province.UpdateAsync("G08", "48", Said("submit", 1));
        var returned = await office.DecideAsync("G08", "48", new DecisionRequest("return", 2, "Thiếu biên bản", false));

        Assert.Equal(("in-progress", "submitted", "returned"), (progress.State, submitted.State, returned.State));
        var read = await office.AssignmentAsync("G08", "48");
        Assert.Equal(["progress", "submit", "return"], read.Updates.Select(update => update.Action));
        Assert.Equal(("Đã xong 3/5", "system", "48"), (read.Updates[0].Line, read.Updates[0].Role, read.Updates[0].OfBody));
        Assert.Equal("Thiếu biên bản", read.Updates[2].Reason);
    }

    [Fact]
    public async Task A_body_reads_every_directive_and_only_its_own_assignments()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_01");
        using var guest = board.CreateClient();

        Assert.Equal("01", Assert.Single((await province.DirectiveAsync("G08")).Assignments!).Body);
        Assert.Empty((await province.DirectiveAsync("G15")).Assignments!);
        Assert.Equal(34, (await guest.DirectiveAsync("G08")).Assignments!.Count);
        Assert.Empty((await guest.DirectiveAsync("G38")).Assignments!);
    }

    [Theory]
    [InlineData("sb_demo_01", HttpStatusCode.Forbidden, "body-not-yours")]
    [InlineData("sb_demo_MOF", HttpStatusCode.Forbidden, "body-not-yours")]
    [InlineData(Office, HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_reader", HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData(null, HttpStatusCode.Forbidden, "not-your-right")]
    [InlineData("sb_demo_98", HttpStatusCode.Unauthorized, "unauthorized")]
    public async Task Nobody_updates_for_another(string? key, HttpStatusCode status, string code)
    {
        using var client = (await demo.StartedAsync()).CreateClient(key);

        await Calls.RefusedAsync(status, code, client.SendAsync("/G08/assignments/91/updates", Said("progress", 0)));
        await Calls.RefusedAsync(status, code, client.SendFileAsync("G08", "91", [1]));
    }

    [Theory]
    [InlineData("sb_demo_92")]
    [InlineData("sb_demo_reader")]
    [InlineData(null)]
    public async Task Nobody_but_the_office_decides(string? key)
    {
        using var client = (await demo.StartedAsync()).CreateClient(key);

        await Calls.RefusedAsync(
            HttpStatusCode.Forbidden, "not-your-right",
            client.SendAsync("/G08/assignments/92/decisions", new DecisionRequest("confirm", 0, "", true)));
    }

    [Fact]
    public async Task Another_version_is_a_conflict_that_tells_what_was_written_in_between()
    {
        using var province = (await demo.StartedAsync()).CreateClient("sb_demo_46");
        await province.UpdateAsync("G08", "46", Said("progress", 0, "một"));

        using var answer = await province.SendAsync("/G08/assignments/46/updates", Said("progress", 0, "hai"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, problem.RootElement.GetProperty("version").GetInt32());
        Assert.Equal("một", Assert.Single(problem.RootElement.GetProperty("updates").EnumerateArray()).GetProperty("line").GetString());
    }

    [Theory]
    [InlineData("vi", "Phải nêu lý do.")]
    [InlineData("en", "A reason is needed.")]
    [InlineData("fr", "Un motif est nécessaire.")]
    public async Task A_refusal_speaks_the_language_of_the_request(string language, string text)
    {
        using var office = (await demo.StartedAsync()).CreateClient(Office);
        office.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        using var answer = await office.SendAsync("/G08/assignments/04/decisions", new DecisionRequest("cancel", 0, "", false));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(text, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/G08/assignments/04/updates", """{ "action": "confirm", "seen": 0 }""", HttpStatusCode.BadRequest)]
    [InlineData("/G08/assignments/04/updates", """{ "seen": 0 }""", HttpStatusCode.BadRequest)]
    [InlineData("/G08/assignments/04/updates", "{", HttpStatusCode.BadRequest)]
    [InlineData("/G08/assignments/04/decisions", """{ "decision": "submit", "seen": 0 }""", HttpStatusCode.BadRequest)]
    [InlineData("/G99/assignments/04/decisions", """{ "decision": "confirm", "seen": 0 }""", HttpStatusCode.NotFound)]
    [InlineData("/G08/assignments/MOF/decisions", """{ "decision": "confirm", "seen": 0 }""", HttpStatusCode.NotFound)]
    public async Task What_makes_no_sense_is_a_problem_and_not_a_failure(string path, string json, HttpStatusCode status)
    {
        using var office = (await demo.StartedAsync()).CreateClient(Office);
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var answer = await office.PostAsync(new Uri($"api/v1/programmes/{Calls.GoLive}/directives{path}", UriKind.Relative), content);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_evidence_file_is_handed_out_as_an_attachment_to_those_who_may_read_it()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_31");
        using var file = await province.SendFileAsync("G08", "31", "<script>alert(1)</script>"u8.ToArray());
        var hash = (await file.Content.ReadFromJsonAsync<FileAnswer>(WireJson.Options))!.File;
        await province.UpdateAsync("G08", "31", Said("progress", 0) with { File = hash, FileName = "biên bản.html" });

        foreach (var key in new[] { "sb_demo_31", Office, "sb_demo_reader" })
        {
            using var reader = board.CreateClient(key);
            using var answer = await reader.FileAsync("G08", "31", 1);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync());
        }
        using var other = board.CreateClient("sb_demo_01");
        using var guest = board.CreateClient();
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "body-not-yours", other.FileAsync("G08", "31", 1));
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "not-your-right", guest.FileAsync("G08", "31", 1));
        await Calls.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large", province.SendFileAsync("G08", "31", new byte[10 * 1024 * 1024 + 1]));
    }

    [Fact]
    public async Task A_body_sends_200_files_a_day_and_others_go_on()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_38");
        for (var file = 0; file < 200; file++)
        {
            using var kept = await province.SendFileAsync("G08", "38", "biên bản"u8.ToArray());
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        }

        await Calls.RefusedAsync(HttpStatusCode.TooManyRequests, "too-many-files", province.SendFileAsync("G08", "38", "biên bản"u8.ToArray()));

        using var other = board.CreateClient("sb_demo_40");
        using var others = await other.SendFileAsync("G08", "40", "biên bản"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
    }

    [Fact]
    public async Task Every_call_is_in_the_description()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        using var described = JsonDocument.Parse(await guest.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative)));

        var paths = described.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Name.Contains("/directives", StringComparison.Ordinal)).ToList();
        Assert.True(paths.Count >= 7, string.Join(' ', paths.Select(path => path.Name)));
        Assert.All(paths.SelectMany(path => path.Value.EnumerateObject()), call => Assert.False(string.IsNullOrWhiteSpace(call.Value.GetProperty("summary").GetString())));
    }
}
