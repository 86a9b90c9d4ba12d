using System.Net;
using SteeringBoard.Contract;
using static SteeringBoard.Tests.Serving.DirectiveCalls;

namespace SteeringBoard.Tests.Serving;

/// <summary>The trail as an auditor reads it, on a running board in the demo.</summary>
public sealed class AuditPageTests(DemoBoard demo)
{
    [Fact]
    public async Task An_auditor_finds_what_a_province_wrote_without_its_accents()
    {
        var board = await demo.StartedAsync();
        using var province = board.CreateClient("sb_demo_22");
        await province.UpdateAsync("G08", "22", Said("progress", 0, "Đã rà soát đường truyền"));
        using var auditor = await board.SignInAsync("auditor");

        var page = await auditor.GetStringAsync(new Uri("audit?q=duong+truyen&who=demo-22&what=assignment&body=22", UriKind.Relative));

        Assert.Contains("Đã rà soát đường truyền", page, StringComparison.Ordinal);
        Assert.Contains("Told of progress", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/directives/G08?programme=go-live-2025\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã rà soát đường truyền", await auditor.GetStringAsync(new Uri("audit?q=duong+truyen&who=demo-79", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("Đã rà soát đường truyền", await auditor.GetStringAsync(new Uri("audit?q=duong+truyen&to=2020-01-01T00:00", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_on_record_with_who_took_it()
    {
        var board = await demo.StartedAsync();
        using var reader = board.CreateClient("sb_demo_25");
        await reader.GetByteArrayAsync(new Uri($"api/v1/programmes/{Calls.GoLive}/directives/export.xlsx", UriKind.Relative));
        using var auditor = await board.SignInAsync("auditor", "vi");

        var page = await auditor.GetStringAsync(new Uri("audit?who=demo-25&what=export", UriKind.Relative));

        Assert.Contains("Kết xuất danh mục chỉ đạo (Excel)", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("office")]
    [InlineData("MOF-officer")]
    [InlineData("79-reporter")]
    [InlineData("inspector")]
    [InlineData("operator")]
    [InlineData("administrator")]
    [InlineData(null)]
    public async Task Nobody_else_reads_the_trail_or_is_shown_a_link_to_it(string? person)
    {
        using var client = await (await demo.StartedAsync()).SignInAsync(person);

        using var answer = await client.AskAsync("audit");
        using var situation = await client.AskAsync("");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("<table", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/audit\"", await situation.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_the_office_does_not_read_it_either()
    {
        using var client = (await demo.StartedAsync()).CreateClient("sb_demo_office");

        using var answer = await client.AskAsync("audit");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
