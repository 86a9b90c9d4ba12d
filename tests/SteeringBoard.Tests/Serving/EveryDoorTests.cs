using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using SteeringBoard.Live;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Serving;

/// <summary>
/// Every endpoint, page and hub method of the board, and who of a fixed cast gets in. They are found where the board maps them: a new one that
/// is not listed here fails, until somebody has said who may.
/// </summary>
public sealed class EveryDoorTests(DemoBoard demo, RealBoard real) : IClassFixture<RealBoard>
{
    private const string Programme = $"/api/v1/programmes/{Calls.GoLive}";
    private const string Everybody = "everybody";

    /// <summary>Of the demo, whom each lets in by their cookie.</summary>
    private static readonly string[] Cast =
        ["office", "auditor", "inspector", "operator", "administrator", "MOF-officer", "MOHA-officer", "79-reporter", "01-reporter", "V1-vendor"];

    private const string Country = "office auditor inspector";
    private const string Bound = "MOF-officer MOHA-officer 79-reporter 01-reporter";

    /// <summary>
    /// Method and pattern, an address of it, who gets in (answered other than 401 or 403), and what is sent. The right province is 79, another
    /// 01; the right ministry is that of the assignment asked for.
    /// </summary>
    private static readonly (string Door, string Address, string In, string? Sent)[] Doors =
    [
        ("GET /", "/", Country, null),
        ("GET /provinces", "/provinces", Country, null),
        ("GET /provinces/{Code}", "/provinces/79", $"{Country} 79-reporter", null),
        ("GET /provinces/{Code}/cells/{IndicatorCode}", "/provinces/79/cells/I03", $"{Country} 79-reporter", null),
        ("GET /audit", "/audit", "auditor", null),
        ("GET /inspections", "/inspections", Country, null),
        ("GET /inspections/new", "/inspections/new", "inspector", null),
        ("GET /deadlines", "/deadlines", $"{Country} {Bound}", null),
        ("GET /wallboard", "/wallboard", Country, null),
        ("GET /operations", "/operations", "office auditor inspector operator", null),
        ("GET /directives", "/directives", $"{Country} {Bound} V1-vendor", null),
        ("GET /directives/{Code}", "/directives/G13", $"{Country} {Bound} V1-vendor", null),
        ("GET /directives/new", "/directives/new", $"{Country} {Bound} V1-vendor", null),
        ("GET /directives/{Code}/edit", "/directives/G13/edit", $"{Country} {Bound} V1-vendor", null),
        ("GET /directives/plan-check", "/directives/plan-check", $"{Country} {Bound}", null),
        ("GET /directives/accountable", "/directives/accountable", $"{Country} {Bound} V1-vendor", null),
        ("GET /my-work", "/my-work", $"{Country} {Bound} V1-vendor", null),
        // The form of a session that has ended comes to the page, which says so and gives back what was typed; what it shows is tried in ReportPageTests.
        ("GET /report", "/report", Everybody, null),
        ("GET /report/file", "/report/file", "office 79-reporter 01-reporter", null),
        ("GET /report/file/{Id}", "/report/file/made-up", "office 79-reporter 01-reporter", null),
        ("GET /report/file/template.xlsx", $"/report/file/template.xlsx?programme={Calls.GoLive}", "office 79-reporter 01-reporter", null),
        ("GET /report/file/template.csv", $"/report/file/template.csv?programme={Calls.GoLive}", "office 79-reporter 01-reporter", null),
        // The cast of the demo has no accounts; people who have are tried in PeopleTests.
        ("GET /account", "/account", "", null),
        ("GET /admin", "/admin", "administrator", null),
        ("GET /admin/keys", "/admin/keys", "administrator", null),
        ("GET /sign-in", "/sign-in", Everybody, null),
        ("GET /sign-in/person", "/sign-in/person", Everybody, null),
        ("GET /invitation/{Token}", "/invitation/made-up", Everybody, null),
        ("GET /error", "/error", Everybody, null),
        ("GET /language", "/language?culture=vi", Everybody, null),
        ("GET /theme", "/theme?to=light", Everybody, null),
        ("GET /healthz", "/healthz", Everybody, null),
        ("GET /readyz", "/readyz", Everybody, null),
        ("GET /openapi/v1.json", "/openapi/v1.json", Everybody, null),
        // Forms without their token are bad requests to who may send them.
        ("POST /sign-in", "/sign-in", Everybody, "form"),
        ("POST /sign-out", "/sign-out", Everybody, "form"),
        ("POST /account/sessions", "/account/sessions", "", "form"),
        ("POST /account/passkeys/remove", "/account/passkeys/remove", "", "form"),
        ("POST /admin/people", "/admin/people", "administrator", "form"),
        ("POST /admin/invitations", "/admin/invitations", "administrator", "form"),
        ("POST /admin/keys/end", "/admin/keys/end", "administrator", "form"),
        ("POST /report/draft", $"/report/draft?programme={Calls.GoLive}&province=79", "79-reporter 01-reporter", "form"),
        ("POST /report/file/upload", $"/report/file/upload?programme={Calls.GoLive}", "office 79-reporter 01-reporter", "form"),
        ("GET /api/v1/programmes", "/api/v1/programmes", $"{Country} {Bound} V1-vendor", null),
        ("GET /api/v1/programmes/{programme}/board", $"{Programme}/board?under=79", $"{Country} 79-reporter", null),
        ("GET /api/v1/programmes/{programme}/bodies/{body}/history", $"{Programme}/bodies/79/history", $"{Country} 79-reporter", null),
        ("GET /api/v1/programmes/{programme}/deadlines", $"{Programme}/deadlines", $"{Country} {Bound}", null),
        ("GET /api/v1/programmes/{programme}/critical-path", $"{Programme}/critical-path", $"{Country} {Bound} V1-vendor", null),
        ("GET /api/v1/programmes/{programme}/plan-check", $"{Programme}/plan-check", $"{Country} {Bound}", null),
        // Only keys push; those are tried in WhoMayTests and KeysTests.
        ("POST /api/v1/readings", "/api/v1/readings", "", "{}"),
        ("GET /api/v1/programmes/{programme}/directives", $"{Programme}/directives", $"{Country} {Bound} V1-vendor", null),
        ("GET /api/v1/programmes/{programme}/directives/{directive}", $"{Programme}/directives/G13", $"{Country} {Bound} V1-vendor", null),
        ("GET /api/v1/programmes/{programme}/directives/export.xlsx", $"{Programme}/directives/export.xlsx", $"{Country} {Bound} V1-vendor", null),
        ("GET /api/v1/programmes/{programme}/directives/{directive}/export.docx", $"{Programme}/directives/G13/export.docx", $"{Country} {Bound} V1-vendor", null),
        ("GET /api/v1/programmes/{programme}/accountability", $"{Programme}/accountability", $"{Country} {Bound} V1-vendor", null),
        ("POST /api/v1/programmes/{programme}/bodies/{body}/accountability", $"{Programme}/bodies/79/accountability", "office", """{"head":"","officer":""}"""),
        ("POST /api/v1/programmes/{programme}/directives", $"{Programme}/directives", "office", """{"title":""}"""),
        ("POST /api/v1/programmes/{programme}/directives/{directive}/publish", $"{Programme}/directives/G13/publish", "office", """{"seen":99}"""),
        ("POST /api/v1/programmes/{programme}/directives/{directive}/versions", $"{Programme}/directives/G13/versions", "office", """{"seen":99}"""),
        ("POST /api/v1/programmes/{programme}/directives/{directive}/assignments/{body}/updates", $"{Programme}/directives/G08/assignments/79/updates", "79-reporter", """{"action":"progress","seen":99,"line":"x"}"""),
        ("POST /api/v1/programmes/{programme}/directives/{directive}/assignments/{body}/extensions", $"{Programme}/directives/G08/assignments/79/extensions", "79-reporter", """{"seen":99,"newDue":"2025-06-28T00:00:00+07:00","reason":"x"}"""),
        ("POST /api/v1/programmes/{programme}/directives/{directive}/assignments/{body}/decisions", $"{Programme}/directives/G08/assignments/79/decisions", "office", """{"decision":"cancel","seen":99,"reason":"x","override":false}"""),
        ("POST /api/v1/programmes/{programme}/directives/{directive}/assignments/{body}/files", $"{Programme}/directives/G08/assignments/79/files", "79-reporter", "file"),
        ("GET /api/v1/programmes/{programme}/directives/{directive}/assignments/{body}/updates/{number:int}/file", $"{Programme}/directives/G08/assignments/79/updates/99/file", $"{Country} 79-reporter", null),
        ("POST /api/v1/programmes/{programme}/inspections", $"{Programme}/inspections", "inspector", "form"),
        ("GET /api/v1/programmes/{programme}/inspections/{id:guid}/photo", $"{Programme}/inspections/00000000-0000-0000-0000-000000000001/photo", Country, null),
        // Everybody asks for their own; whose a finding is, is tried in FindingTests.
        ("GET /api/v1/programmes/{programme}/findings", $"{Programme}/findings", $"{Country} {Bound} V1-vendor", null),
        ("POST /api/v1/programmes/{programme}/findings/{id:long}/steps", $"{Programme}/findings/999999/steps", $"{Country} {Bound} V1-vendor", """{"step":"answer","seen":0}"""),
        ("ANY /hubs/board/negotiate", "/hubs/board/negotiate?negotiateVersion=1", $"{Country} {Bound} V1-vendor", "form"),
        ("ANY /_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", string.Join(' ', Cast), "form"),
    ];

    /// <summary>The door of single sign-on is there only where that is configured; whom it lets in is tried in SignOnTests.</summary>
    private const string SignOnDoor = "GET /sign-in/sign-on";

    private static readonly string[] SignOn = ["--SignOn:Authority=https://login.example.vn", "--SignOn:ClientId=board", "--SignOn:ClientSecret=secret"];

    /// <summary>The framework's own: sockets of what is negotiated above, what goes with a page, and files while developing.</summary>
    private static readonly string[] Framework = ["/_blazor", "/_blazor/disconnect", "/_blazor/initializers", "/_framework/opaque-redirect", "/hubs/board", "/{**path:file}"];

    public static TheoryData<string> Listed => [.. Doors.Select(door => door.Door)];

    [Fact]
    public async Task No_door_is_left_out()
    {
        using var folder = new TempFolder();
        await using var app = SteeringBoard.Serving.Build(["--environment=Development", "--applicationName=SteeringBoard", $"--Data:Directory={folder.Path}", .. SignOn]);

        var found = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null).SelectMany(Named).Distinct().ToList();

        var unlisted = found.Except(Doors.Select(door => door.Door).Append(SignOnDoor))
            .Where(door => !Framework.Contains(door[(door.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd('/'))).ToList();
        Assert.True(unlisted.Count == 0, $"Say who may: {string.Join(", ", unlisted)}");
        var gone = Doors.Select(door => door.Door).Append(SignOnDoor).Except(found).ToList();
        Assert.True(gone.Count == 0, $"There is no such door: {string.Join(", ", gone)}");
    }

    [Fact]
    public async Task What_says_nothing_of_who_may_is_open_to_nobody_without_a_right()
    {
        using var folder = new TempFolder();
        await using var app = SteeringBoard.Serving.Build(["--environment=Production", "--applicationName=SteeringBoard", $"--Data:Directory={folder.Path}", .. SignOn]);

        var open = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(Named).Where(door => !door.StartsWith("ANY ", StringComparison.Ordinal)).Distinct();

        var unlisted = open.Except(Doors.Where(door => door.In == Everybody).Select(door => door.Door).Append(SignOnDoor)).ToList();
        Assert.True(unlisted.Count == 0, $"Say who may: {string.Join(", ", unlisted)}");
    }

    [Theory, MemberData(nameof(Listed))]
    public async Task Only_who_may_gets_in(string door)
    {
        var (_, address, admitted, sent) = Doors.Single(each => each.Door == door);
        var board = await demo.StartedAsync();
        foreach (var person in Cast)
        {
            using var visitor = await Entered(board.Address, person);
            var expected = admitted == Everybody || admitted.Split(' ').Contains(person);
            var status = await TryAsync(visitor.Client, door, address, sent);
            Assert.True(expected == status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), $"{person} at {door}: {status}");
        }
        // A key that is none is nobody's, even where a guest would be let in.
        using var stranger = new Visitor(board.Address).Client;
        using var nobody = new Visitor(real.Board.Address).Client;
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "sb_made_up");
        stranger.DefaultRequestHeaders.Accept.Clear();
        nobody.DefaultRequestHeaders.Accept.Clear();
        foreach (var client in new[] { stranger, nobody })
        {
            var status = await TryAsync(client, door, address, sent);
            // The demo's door is not there in earnest.
            Assert.True(
                admitted == Everybody ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) || (client == nobody && door == "POST /sign-in") : status is HttpStatusCode.Unauthorized,
                $"{(client == nobody ? "nobody" : "a stranger")} at {door}: {status}");
        }
    }

    [Fact]
    public void Every_method_of_the_hub_is_tried() => Assert.Equal(
        ["UnwatchBoard", "UnwatchFigure", "WatchBoard", "WatchBodies", "WatchFigure"],
        typeof(BoardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition() == method).Select(method => method.Name).Order());

    [Theory]
    [InlineData("sb_demo_office", true, true)]
    [InlineData("sb_demo_79", true, false)]
    [InlineData("sb_demo_01", false, false)]
    [InlineData("sb_demo_MOF", false, false)]
    [InlineData("sb_demo_V1", false, false)]
    public async Task The_hub_tells_a_body_and_the_country_to_who_may_see_them(string key, bool seesProvince, bool seesCountry)
    {
        await using var client = await HubClient.ConnectAsync((await demo.StartedAsync()).Address, key);

        Assert.Equal(seesProvince, await MayAsync(() => client.WatchBodiesAsync(Calls.GoLive, "79")));
        Assert.Equal(seesProvince, await MayAsync(() => client.WatchFigureAsync("cell-course", Of("body", "79", "indicator", "I03"), "vi")));
        Assert.Equal(seesProvince, await MayAsync(() => client.WatchFigureAsync("deadline-gantt", Of("body", "79"), "vi")));
        Assert.Equal(seesCountry, await MayAsync(() => client.WatchFigureAsync("readiness-heatmap", Of(), "vi")));
        Assert.Equal(seesCountry, await MayAsync(() => client.WatchFigureAsync("deadline-gantt", Of(), "vi")));
        Assert.True(await MayAsync(() => client.WatchFigureAsync("deadline-ladder", Of(), "vi")));
        Assert.True(await MayAsync(() => client.WatchBoardAsync(Calls.GoLive)));
        await client.UnwatchBoardAsync(Calls.GoLive);
        await client.UnwatchFigureAsync("none");
    }

    private static IEnumerable<string> Named(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText?.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        // A page takes its forms at its own address, under its own right; a preference may be set by either.
        return methods.Count == 0 ? [$"ANY {pattern}"] : methods.Contains("GET") ? [$"GET {pattern}"] : methods.Select(method => $"{method} {pattern}");
    }

    private static async Task<Visitor> Entered(Uri board, string person)
    {
        var visitor = new Visitor(board);
        using var entered = await visitor.SendAsync("/sign-in", "class=\"any\"", ("person", person));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        visitor.Client.DefaultRequestHeaders.Accept.Clear();
        return visitor;
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient client, string door, string address, string? sent)
    {
        using var request = new HttpRequestMessage(door.StartsWith("GET ", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post, new Uri(address, UriKind.Relative));
        request.Content = sent switch
        {
            null => null,
            "form" => new FormUrlEncodedContent([]),
            "file" => new ByteArrayContent([1, 2, 3]),
            _ => new StringContent(sent, System.Text.Encoding.UTF8, "application/json"),
        };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private static async Task<bool> MayAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Microsoft.AspNetCore.SignalR.HubException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Of(params string[] pairs)
    {
        var args = new Dictionary<string, string> { ["programme"] = Calls.GoLive };
        for (var place = 0; place < pairs.Length; place += 2)
        {
            args[pairs[place]] = pairs[place + 1];
        }
        return args;
    }
}
