using System.Globalization;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>The register for Excel and a directive for Word, as the office takes them along.</summary>
public sealed class ExportApiTests(DemoBoard demo)
{
    private const string Register = $"api/v1/programmes/{Calls.GoLive}/directives/export.xlsx";

    [Theory]
    [InlineData("vi", "Mã", "dữ liệu mô phỏng")]
    [InlineData("en", "Code", "simulated data")]
    [InlineData("fr", "Code", "données simulées")]
    public async Task The_register_is_a_sound_workbook_in_three_languages(string language, string head, string simulated)
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        guest.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var rows = Rows(await guest.GetByteArrayAsync(new Uri(Register, UriKind.Relative)));

        Assert.Contains(simulated, Assert.Single(rows[0]), StringComparison.Ordinal);
        Assert.Equal(head, rows[1][0]);
        Assert.Equal(34, rows.Count(row => row[0] == "G13"));
    }

    [Fact]
    public async Task What_looks_like_a_formula_stays_text()
    {
        const string Injected = "=HYPERLINK(\"http://evil.example\",\"x\")";
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest { Text = Injected });

        var rows = Rows(await office.GetByteArrayAsync(new Uri(Register, UriKind.Relative)));

        Assert.Equal(Injected, rows.Single(row => row[0] == draft.Code)[1]);
        using var guest = board.CreateClient();
        Assert.DoesNotContain(Rows(await guest.GetByteArrayAsync(new Uri(Register, UriKind.Relative))), row => row[0] == draft.Code);
    }

    [Fact]
    public async Task A_province_takes_only_its_own_along()
    {
        using var province = (await demo.StartedAsync()).CreateClient("sb_demo_79");

        var rows = Rows(await province.GetByteArrayAsync(new Uri(Register, UriKind.Relative)));

        Assert.Single(rows, row => row[0] == "G13");
    }

    [Fact]
    public async Task A_directive_is_a_sound_document()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        guest.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");

        using var stream = new MemoryStream(
            await guest.GetByteArrayAsync(new Uri($"api/v1/programmes/{Calls.GoLive}/directives/G13/export.docx", UriKind.Relative)));
        using var document = WordprocessingDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document));
        Assert.Contains("G13", document.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        Assert.Equal(35, document.MainDocumentPart.Document.Body.Descendants<DocumentFormat.OpenXml.Wordprocessing.TableRow>().Count());
    }

    [Fact]
    public async Task A_directives_document_tells_what_was_confirmed_against_the_evidence_who_blocked_it_and_where_the_proof_is()
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        using var province = board.CreateClient("sb_demo_79");
        var issued = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest
        {
            Text = "Báo cáo cấu hình",
            Responsible = ["79"],
            Phrase = "trước 27/6",
            Rule = "before",
            When = "2025-06-27",
            Indicators = ["I03"],
            Result = "Biên bản",
            Authority = "Phó Thủ tướng",
            Publish = true,
        });
        await province.UpdateAsync(issued.Code, "79", DirectiveCalls.Said("block", 0) with { BlockedBy = "MOHA" });
        await province.UpdateAsync(issued.Code, "79", DirectiveCalls.Said("submit", 1) with { Link = "https://example.vn/bien-ban" });
        await office.DecideAsync(issued.Code, "79", new DecisionRequest("confirm", 2, "Đã kiểm tra tại chỗ", true));
        office.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        using var stream = new MemoryStream(
            await office.GetByteArrayAsync(new Uri($"api/v1/programmes/{Calls.GoLive}/directives/{issued.Code}/export.docx", UriKind.Relative)));
        using var document = WordprocessingDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document));
        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        Assert.All(
            ["against the evidence (I03", "Đã kiểm tra tại chỗ", "https://example.vn/bien-ban", "by Ministry of Home Affairs", "done on time", "before 00:00 of that day"],
            told => Assert.Contains(told, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_written_later_is_not_in_what_was_known_before()
    {
        var board = await demo.StartedAsync();
        using var office = board.CreateClient("sb_demo_office");
        var draft = await office.TakenAsync<DraftRequest, DirectiveAnswer>("", new DraftRequest { Text = "Rà soát lại" });

        var before = Rows(await office.GetByteArrayAsync(new Uri($"{Register}?asOf=2025-06-24T08:00:00%2B07:00", UriKind.Relative)));

        Assert.DoesNotContain(before, row => row[0] == draft.Code);
        Assert.Contains(Rows(await office.GetByteArrayAsync(new Uri(Register, UriKind.Relative))), row => row[0] == draft.Code);
    }

    [Fact]
    public async Task A_due_instant_is_a_date_in_Hanoi_time()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        guest.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var rows = Rows(await guest.GetByteArrayAsync(new Uri($"{Register}?q=G12", UriKind.Relative)));

        var due = rows.First(row => row[0] == "G12")[rows[1].IndexOf("Due before")];
        Assert.Equal(new DateTime(2025, 6, 27, 18, 0, 0), DateTime.FromOADate(double.Parse(due, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task What_is_filtered_is_what_is_taken_along()
    {
        using var guest = (await demo.StartedAsync()).CreateClient();
        guest.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var all = Rows(await guest.GetByteArrayAsync(new Uri(Register, UriKind.Relative))).Skip(2).ToList();
        var ofOne = Rows(await guest.GetByteArrayAsync(new Uri($"{Register}?body=79&kind=task", UriKind.Relative)));
        var none = Rows(await guest.GetByteArrayAsync(new Uri($"{Register}?q=nowhere+to+be+found", UriKind.Relative)));

        var body = ofOne[1].IndexOf("Body");
        var name = all.First(row => row[body].Contains("Hồ Chí Minh", StringComparison.Ordinal) || row[body].Contains("Ho Chi Minh", StringComparison.Ordinal))[body];
        Assert.Equal(all.Count(row => row[body] == name && row[2] == "task"), ofOne.Count - 2);
        Assert.All(ofOne.Skip(2), row => Assert.Equal((name, "task"), (row[body], row[2])));
        Assert.Equal(2, none.Count);
    }

    [Theory]
    [InlineData($"{Register}?kind=wish", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData($"{Register}?asOf=soon", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData($"{Register}?asOf=2099-01-01T00:00:00Z", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData($"api/v1/programmes/{Calls.GoLive}/directives/G99/export.docx", HttpStatusCode.NotFound, "unknown-directive")]
    [InlineData("api/v1/programmes/nowhere/directives/export.xlsx", HttpStatusCode.NotFound, "unknown-programme")]
    public async Task What_is_not_there_is_said(string address, HttpStatusCode status, string code)
    {
        using var guest = (await demo.StartedAsync()).CreateClient();

        await Calls.RefusedAsync(status, code, guest.AskAsync(address));
    }

    /// <summary>The texts of a sheet, row by row; the test fails when the workbook is not sound or holds a formula.</summary>
    private static List<List<string>> Rows(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document));
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        return [.. sheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList())];
    }
}
