using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using SteeringBoard.Access;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.SelfReports.Spreadsheets;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.SelfReports;

/// <summary>A template is filled and comes back, whole or in part, or is refused clearly.</summary>
public sealed class SpreadsheetTests
{
    private const string Heads = "Unit code;Unit;hotlines hotlines;seals seals";
    private static string First => TestProgramme.Communes[0];
    private static string Second => TestProgramme.Communes[1];

    [Fact]
    public async Task A_template_that_comes_back_as_it_is_changes_nothing()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.PulledAsync(40);
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        using var desk = new Desk(reports);

        var outcome = await desk.ReadAsync("template.xlsx", await desk.TemplateAsync(TestReports.Reporter));

        Assert.Null(outcome.Refusal);
        Assert.Equal((0, 1), (outcome.Lines.Count, outcome.Unchanged));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_came_after_the_template_was_made_is_not_taken_back_by_it(bool workbook)
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        using var desk = new Desk(reports);
        var template = workbook ? await desk.TemplateAsync(TestReports.Reporter) : Template.Csv((await desk.SheetsAsync(TestReports.Reporter))[0], reports.Board.Now);
        reports.Board.Time.Advance(TimeSpan.FromMinutes(1));
        await reports.TypeAsync(TestReports.SecondReporter, TestReports.Field(), "70");

        var outcome = await desk.ReadAsync(workbook ? "template.xlsx" : "template.csv", template);

        Assert.Null(outcome.Refusal);
        Assert.Equal((0, 0, 1, true), (outcome.Lines.Count, outcome.Unchanged, outcome.Untouched, outcome.IsDated));
    }

    [Fact]
    public async Task Of_an_old_template_only_what_was_changed_in_it_is_taken()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(TestProgramme.Hotlines, First), "3");
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(TestProgramme.Hotlines, Second), "3");
        using var desk = new Desk(reports);
        var communes = (await desk.SheetsAsync(TestReports.Reporter))[1];
        var template = Encoding.UTF8.GetString(Template.Csv(communes, reports.Board.Now));
        reports.Board.Time.Advance(TimeSpan.FromMinutes(1));
        await reports.TypeAsync(TestReports.SecondReporter, TestReports.Field(TestProgramme.Hotlines, First), "5");

        var row = template.Split("\r\n").Single(line => line.StartsWith(Second, StringComparison.Ordinal));
        var outcome = await desk.ReadAsync("communes.csv", Csv(template.Replace(row, row.Replace(";3", ";4", StringComparison.Ordinal), StringComparison.Ordinal)));

        var line = Assert.Single(outcome.Lines);
        Assert.Equal((TestReports.Field(TestProgramme.Hotlines, Second), "3", "4"), (line.Field!.Value, line.Before, line.Text.Value));
        Assert.Equal(1, outcome.Untouched);
    }

    [Fact]
    public async Task A_template_from_before_the_last_report_was_signed_brings_nothing_of_it_back()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "60");
        using var desk = new Desk(reports);
        var template = await desk.TemplateAsync(TestReports.Reporter);
        reports.Board.Time.Advance(TimeSpan.FromMinutes(1));
        await reports.SendAsync(TestReports.Reporter);
        await reports.SignAsync(TestReports.Approver);
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(), "70");

        var outcome = await desk.ReadAsync("template.xlsx", template);

        Assert.Equal((0, 1), (outcome.Lines.Count, outcome.Untouched));
    }

    [Fact]
    public async Task A_part_of_it_is_enough_and_only_what_changed_is_told()
    {
        await using var reports = await TestReports.StartAsync();
        await reports.TypeAsync(TestReports.Reporter, TestReports.Field(TestProgramme.Hotlines, First), "3");
        using var desk = new Desk(reports);

        var outcome = await desk.ReadAsync("part.csv", Csv($"{Heads}\n{First};xã;3;\n{Second};xã;4;"));

        var line = Assert.Single(outcome.Lines);
        Assert.Equal((TestReports.Field(TestProgramme.Hotlines, Second), "4", 3, false), (line.Field!.Value, line.Text.Value, line.Row, line.IsRefused));
        Assert.Equal((1, false), (outcome.Unchanged, outcome.IsDated));
    }

    [Fact]
    public async Task A_wrong_number_is_refused_by_itself_with_its_row_and_why()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);

        var outcome = await desk.ReadAsync("a.csv", Csv($"{Heads}\n{First};xã;11;\n{Second};xã;many;\n99999;x;1;\n{First};xã;2;"));

        Assert.Equal(
            [(2, FieldProblems.ValueExceedsTotal), (3, FieldProblems.NotACount), (4, "unknown-body"), (5, "twice")],
            outcome.Lines.OrderBy(line => line.Row).Select(line => (line.Row, line.RowCode ?? line.Problems[0].Code)));
        Assert.All(outcome.Lines, line => Assert.True(line.IsRefused));
    }

    [Fact]
    public async Task What_is_taken_from_a_file_is_in_the_draft_and_what_is_refused_is_not()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);
        var outcome = await desk.ReadAsync("a.csv", Csv($"{Heads}\n{First};xã;9;\n{Second};xã;11;"));

        var answer = await reports.Desk.FillAsync(
            TestProgramme.Code, Preview.Forms(outcome, body => ReportRules.ProvinceOf(reports.Board.Catalog, body)), TestReports.Reporter, TestContext.Current.CancellationToken);

        Assert.Null(answer.Refusal);
        var report = await reports.CurrentAsync();
        Assert.Equal([TestReports.Field(TestProgramme.Hotlines, First)], report.Fields.Keys);
    }

    [Fact]
    public async Task A_number_somebody_changed_since_the_preview_keeps_the_whole_file_out()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);
        var outcome = await desk.ReadAsync("a.csv", Csv($"{Heads}\n{First};xã;9;\n{Second};xã;8;"));
        await reports.TypeAsync(TestReports.SecondReporter, TestReports.Field(TestProgramme.Hotlines, First), "5");

        var answer = await reports.Desk.FillAsync(
            TestProgramme.Code, Preview.Forms(outcome, body => ReportRules.ProvinceOf(reports.Board.Catalog, body)), TestReports.Reporter, TestContext.Current.CancellationToken);

        Assert.Single(answer.Conflicts);
        var report = await reports.CurrentAsync();
        Assert.Equal(("5", 1), (report[TestReports.Field(TestProgramme.Hotlines, First)].Value, report.Fields.Count));
    }

    [Theory]
    [InlineData("Unit code;Unit;lines\n26734;x;1", SheetException.UnknownColumn)]
    [InlineData("Unit code;Unit;hotlines hot lines\n26734;x;1", SheetException.RenamedColumn)]
    [InlineData("Unit code;Unit;hotlines\n26734;x;1;5", SheetException.UnknownColumn)]
    [InlineData("Unit code;Unit;hotlines;hotlines\n26734;x;1;1", SheetException.DuplicateColumn)]
    [InlineData("Unit code;Unit;hotlines\n26734;x;=1+1", SheetException.Formula)]
    [InlineData("Unit code;Unit;configured\n01;x;1", SheetException.OtherProvince)]
    [InlineData("a;b\nc;d", SheetException.UnknownSheet)]
    [InlineData("", SheetException.NoSheet)]
    public async Task What_is_not_the_template_is_refused_whole_and_says_where(string text, string code)
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);

        var outcome = await desk.ReadAsync("a.csv", Csv(text));

        Assert.Equal(code, outcome.Refusal?.Code);
        Assert.Empty(outcome.Lines);
    }

    [Fact]
    public async Task A_commune_sends_its_own_row_and_no_other()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);

        Assert.Single((await desk.ReadAsync("a.csv", Csv($"{Heads}\n{First};xã;1;"), TestReports.Commune)).Lines);
        Assert.Equal(SheetException.NotYours, (await desk.ReadAsync("a.csv", Csv($"{Heads}\n{Second};xã;1;"), TestReports.Commune)).Refusal?.Code);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+84 24 1080")]
    [InlineData("-5 xã chưa có dấu")]
    [InlineData("@office")]
    [InlineData("'=x")]
    [InlineData("'tên' xã")]
    public async Task A_note_that_begins_like_a_formula_goes_out_as_a_text_and_comes_back_as_it_was(string note)
    {
        await using var reports = await TestReports.StartAsync();
        var field = TestReports.Field();
        await reports.TypeAsync(TestReports.Reporter, field, "60", note: note);
        using var desk = new Desk(reports);
        var sheet = (await desk.SheetsAsync(TestReports.Reporter))[0];

        var csv = Template.Csv(sheet, reports.Board.Now);

        Assert.DoesNotContain(
            Encoding.UTF8.GetString(csv).Split('\n').SelectMany(line => line.Split(';')), cell => cell.TrimStart('"') is ['=' or '+' or '-' or '@', ..]);
        var outcome = await desk.ReadAsync("template.csv", csv);
        Assert.Null(outcome.Refusal);
        Assert.Empty(outcome.Lines);
        Assert.Equal(1, outcome.Unchanged);
    }

    [Fact]
    public async Task A_file_still_being_read_is_kept_however_many_come_after_it()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);
        // Two that wait for their bytes: nothing behind them is begun.
        var waiting = new[] { await desk.WaitingAsync("a.csv"), await desk.WaitingAsync("b.csv") };
        var previews = new List<(UploadedFile File, Preview First)>();
        foreach (var (file, _) in waiting)
        {
            previews.Add((file, desk.Previews.Of(file)));
        }

        for (var number = 0; number < 80; number++)
        {
            var file = await desk.KeepAsync($"{number}.csv", Csv(Heads), TestReports.Reporter);
            previews.Add((file, desk.Previews.Of(file)));
        }

        Assert.All(previews, preview => Assert.Same(preview.First, desk.Previews.Of(preview.File)));
        foreach (var (_, path) in waiting)
        {
            await File.WriteAllTextAsync(path, Heads, TestContext.Current.CancellationToken);
        }
        await Eventually.HoldsAsync(() => previews.All(preview => preview.First.Done is not null), "all to be read");
    }

    [Fact]
    public async Task Letters_of_an_old_code_page_are_refused()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);

        Assert.Equal(SheetException.NotUtf8, (await desk.ReadAsync("a.csv", [.. Csv(Heads), (byte)'\n', 0xE9, 0x20])).Refusal?.Code);
    }

    [Fact]
    public async Task A_workbook_with_a_formula_a_macro_a_foreign_sheet_or_damage_is_refused()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);
        var good = Workbook($"<row r=\"1\">{Text("A1", "Unit code")}{Text("B1", "hotlines")}</row><row r=\"2\">{Text("A2", First)}<c r=\"B2\"><v>7</v></c></row>");

        Assert.Equal("7", Assert.Single((await desk.ReadAsync("a.xlsx", good)).Lines).Text.Value);
        Assert.Equal(SheetException.Formula, await RefusedAsync(Workbook($"<row r=\"1\">{Text("A1", "Unit code")}{Text("B1", "hotlines")}</row><row r=\"2\">{Text("A2", First)}<c r=\"B2\"><f>3+4</f><v>7</v></c></row>")));
        Assert.Equal(SheetException.Macros, await RefusedAsync(Workbook("", ("xl/vbaProject.bin", "x"))));
        Assert.Equal(SheetException.UnknownSheet, await RefusedAsync(Workbook($"<row r=\"1\">{Text("A1", "Ghi chép")}</row>")));
        Assert.Equal(SheetException.NotAFile, await RefusedAsync([.. "PK, but no more"u8]));
        Assert.Equal(SheetException.Damaged, await RefusedAsync(Workbook("<row r=\"1\"><c r=\"A1\">")));

        async Task<string?> RefusedAsync(byte[] file) => (await desk.ReadAsync("a.xlsx", file)).Refusal?.Code;
    }

    [Fact]
    public async Task A_broken_number_is_not_taken_for_thousands()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);

        var outcome = await desk.ReadAsync("a.xlsx", Workbook($"<row r=\"1\">{Text("A1", "Unit code")}{Text("B1", "hotlines")}</row><row r=\"2\">{Text("A2", First)}<c r=\"B2\"><v>1.874</v></c></row>"));

        Assert.Equal(FieldProblems.NotACount, Assert.Single(outcome.Lines).Problems[0].Code);
    }

    [Fact]
    public async Task A_bomb_is_left_unpacked_as_soon_as_it_is_more_than_a_file_may_be()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);
        var bomb = Workbook($"<row r=\"1\">{Text("A1", new string('x', 60 * 1024 * 1024))}</row>");
        Assert.True(bomb.Length < 1024 * 1024);

        Assert.Equal(SheetException.Unpacks, (await desk.ReadAsync("a.xlsx", bomb)).Refusal?.Code);
    }

    [Fact]
    public async Task A_file_is_seen_by_nobody_but_who_sent_it_and_gone_after_a_day()
    {
        await using var reports = await TestReports.StartAsync();
        using var desk = new Desk(reports);
        var file = await desk.KeepAsync("a.csv", Csv(Heads), TestReports.Reporter);

        Assert.Null(await desk.Files.FindAsync(file.Id, TestReports.SecondReporter, TestContext.Current.CancellationToken));
        Assert.Null(await desk.Files.FindAsync("../" + file.Id[3..], TestReports.Reporter, TestContext.Current.CancellationToken));
        Assert.NotNull(await desk.Files.FindAsync(file.Id, TestReports.Reporter, TestContext.Current.CancellationToken));
    }

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(string cell, string text) => $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    /// <summary>A workbook of one sheet, with other parts beside it.</summary>
    private static byte[] Workbook(string rows, params (string Name, string Text)[] parts)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>");
            Add("xl/worksheets/s.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");
            foreach (var (name, text) in parts)
            {
                Add(name, text);
            }

            void Add(string name, string text)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open());
                part.Write(text);
            }
        }
        return stream.ToArray();
    }

    /// <summary>Where files come in, over the reports of a test.</summary>
    private sealed class Desk : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly TestReports _reports;
        private readonly SheetWords _words;
        public Desk(TestReports reports)
        {
            _reports = reports;
            _words = new SheetWords(reports.Board.Services.GetRequiredService<IStringLocalizer<ReportTexts>>());
            Files = new UploadedFiles(new RecordOptions(_folder.Path, null), reports.Board.Time);
            Previews = new Previews(Files, reports.Writing, reports.Board.Services.GetRequiredService<Boards>(), (_, moment, cancellation) => new(reports.Board.Replay.AtAsync(reports.Board.Catalog, moment, cancellation)), _words, reports.Board.Time, NullLogger<Previews>.Instance);
        }

        public UploadedFiles Files { get; }

        public Previews Previews { get; }

        /// <summary>A file whose bytes come when somebody writes them.</summary>
        public async Task<(UploadedFile File, string Path)> WaitingAsync(string name)
        {
            var file = await KeepAsync(name, [], TestReports.Reporter);
            var path = Path.Combine(_folder.Path, "uploads", file.Id);
            File.Delete(path);
            await using var made = ChildProcess.Start("mkfifo", [path]);
            Assert.Equal(0, await made.ExitAsync());
            return (file, path);
        }

        public async Task<UploadedFile> KeepAsync(string name, byte[] content, Actor actor) =>
            (await Files.KeepAsync(new MemoryStream(content), TestProgramme.Code, name, "en", actor, TestContext.Current.CancellationToken))!;

        public async Task<Preview.Outcome> ReadAsync(string name, byte[] content, Actor? actor = null) =>
            await Previews.ReadAsync(await KeepAsync(name, content, actor ?? TestReports.Reporter), () => { }, TestContext.Current.CancellationToken);

        public async Task<byte[]> TemplateAsync(Actor actor) => TemplateWorkbook.Write(await SheetsAsync(actor));

        public async Task<IReadOnlyList<TemplateSheet>> SheetsAsync(Actor actor)
        {
            var report = await _reports.CurrentAsync();
            var fields = new ReportFields(_reports.Board.Current, _reports.Board.Now);
            return new Template(_words).Sheets(fields, _ => report, actor, _reports.Board.Now);
        }

        public void Dispose()
        {
            Previews.Dispose();
            _folder.Dispose();
        }
    }
}
