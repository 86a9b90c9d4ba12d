using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>Contract.md, section 1: what becomes of a document as a whole.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private const string Good = """{"contract":"readiness/1","programme":"test-2025","body":"79","asOf":"2025-06-24T08:00:00+07:00","readings":[{"indicator":"configured","value":40,"total":100}]}""";

    private TestBoard _board = null!;
    private IntakeSource _source = null!;

    private ProblemTexts Words => _board.Services.GetRequiredService<ProblemTexts>();

    public async ValueTask InitializeAsync()
    {
        _board = await TestBoard.StartAsync();
        _source = await _board.PushAsync(TestProgramme.Province, EvidenceLevel.Pulled);
    }

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Theory]
    [InlineData("\"readiness/2\"")]
    [InlineData("\"Readiness/1\"")]
    [InlineData("\"readiness/1 \"")]
    [InlineData("1")]
    [InlineData("null")]
    public Task Another_contract_is_not_supported(string contract) =>
        RefusesAsync(Good.Replace("\"readiness/1\"", contract, StringComparison.Ordinal), 422, "contract-not-supported");

    [Theory]
    [InlineData("[]")]
    [InlineData("\"readiness/1\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    public Task What_is_no_document_has_no_contract(string json) => RefusesAsync(json, 422, "contract-not-supported");

    [Theory]
    [InlineData("\"go-live-2026\"")]
    [InlineData("\"TEST-2025\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"\\ud800\"")]
    public Task A_programme_nobody_knows_is_unknown(string programme) =>
        RefusesAsync(Good.Replace("\"test-2025\"", programme, StringComparison.Ordinal), 404, "unknown-programme");

    [Theory]
    [InlineData("\"01\"")]
    [InlineData("\"26734\"")]
    [InlineData("\"VN\"")]
    [InlineData("\"99\"")]
    [InlineData("79")]
    [InlineData("null")]
    public Task A_body_the_credential_does_not_speak_for_is_not_yours(string body) =>
        RefusesAsync(Good.Replace("\"79\"", body, StringComparison.Ordinal), 403, "body-not-yours");

    [Fact]
    public async Task A_body_the_programme_does_not_have_is_nobodys_even_with_a_credential() =>
        await RefusesAsync(
            Good.Replace("\"79\"", "\"9999\"", StringComparison.Ordinal), 403, "body-not-yours", _source with { Body = "9999" });

    [Theory]
    [InlineData("\"readings\"", "\"reading\"")]
    [InlineData("[{", "{\"a\":[{")]
    public async Task Readings_are_a_list(string from, string to)
    {
        var json = Good.Replace(from, to, StringComparison.Ordinal);
        await RefusesAsync(to.StartsWith('{') ? json.Replace("}]}", "}]}}", StringComparison.Ordinal) : json, 422, "malformed-document");
    }

    [Fact]
    public async Task A_document_without_readings_says_nothing() =>
        Assert.Equal(
            new PushAnswer(0, 0, 0, 0, []),
            (await _board.TakeAsync(_source, """{"contract":"readiness/1","programme":"test-2025","body":"79","readings":[]}""")).Answer,
            (a, b) => a! with { Problems = [] } == b! with { Problems = [] } && b.Problems.Count == 0);

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("{\"contract\":\"readiness/1\",}", 26)]
    [InlineData("{\"contract\":\n\"readiness/1\",\n\n  oops}", 31)]
    [InlineData("{\"contract\":\"readiness/1\"} {}", 27)]
    [InlineData("{\"contract\":\"readiness/1\" /* so */}", 26)]
    [InlineData("{\"contract\":01}", 13)]
    [InlineData("{\"contract\":NaN}", 12)]
    [InlineData("{\"a\":\"\r\n\"}", 6)]
    [InlineData("{\"contract\":\"readiness/1\"", 25)]
    public Task What_is_not_json_is_refused_with_its_position(string json, int position) => RefusesAtAsync(Encoding.UTF8.GetBytes(json), position);

    [Fact]
    public async Task A_byte_order_mark_is_not_json() => await RefusesAtAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)], 0);

    [Fact]
    public async Task A_raw_nul_is_not_json_wherever_it_stands()
    {
        var bytes = Encoding.UTF8.GetBytes(Good.Replace("\"configured\"", "\"config\0ured\"", StringComparison.Ordinal));
        await RefusesAtAsync(bytes, Array.IndexOf(bytes, (byte)0));
        await RefusesAtAsync([.. Encoding.UTF8.GetBytes(Good), 0], Good.Length);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    public async Task An_invalid_byte_is_not_json(byte[] bytes)
    {
        var at = Good.IndexOf("configured", StringComparison.Ordinal) + 3;
        await RefusesAtAsync([.. Encoding.UTF8.GetBytes(Good[..at]), .. bytes, .. Encoding.UTF8.GetBytes(Good[at..])], at);
    }

    [Fact]
    public async Task A_truncated_body_is_refused_whole_wherever_it_was_cut()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            var result = await _board.TakeAsync(_source, Good[..length]);
            Assert.Equal((400, "not-json"), (result.Refusal?.Status, result.Refusal?.Code));
        }
        Assert.Equal(0, _board.Current.Sequence);
    }

    [Fact]
    public async Task Depth_up_to_sixteen_is_read_and_over_it_refused()
    {
        // The reading is the third level.
        static string Nested(int depth) => Good.Replace("\"value\"", $"\"x\":{new string('[', depth)}{new string(']', depth)},\"value\"", StringComparison.Ordinal);

        Assert.Equal(1, (await _board.TakeAsync(_source, Nested(13))).Answer?.Accepted);
        await RefusesAsync(Nested(14), 400, "not-json");
    }

    [Fact]
    public async Task Over_8_MiB_is_too_large_and_8_MiB_is_not()
    {
        var padding = new string(' ', ReadinessDocument.MaxBytes - Good.Length);

        Assert.Equal(1, (await _board.TakeAsync(_source, Good + padding)).Answer?.Accepted);
        await RefusesAsync(Good + padding + " ", 413, "too-large");
    }

    [Fact]
    public async Task Over_50_000_readings_is_too_large_and_50_000_is_not()
    {
        static string Many(int count) => Good.Replace(
            "[{\"indicator\":\"configured\",\"value\":40,\"total\":100}]",
            $"[{string.Join(',', Enumerable.Repeat("{\"indicator\":\"configured\",\"value\":40,\"total\":100}", count))}]",
            StringComparison.Ordinal);

        var answer = (await _board.TakeAsync(_source, Many(50_000))).Answer!;
        Assert.Equal((1, 49_999), (answer.Accepted, answer.Refused));
        await RefusesAsync(Many(50_001), 413, "too-large");
    }

    [Fact]
    public async Task One_bad_reading_never_costs_the_good_ones_beside_it()
    {
        var answer = await TakeAsync(Good.Replace("[{", "[7,{\"indicator\":1},{", StringComparison.Ordinal).Replace("}]", "},null]", StringComparison.Ordinal));

        Assert.Equal((1, 0, 3), (answer.Accepted, answer.Unchanged, answer.Refused));
        Assert.Equal([0, 1, 3], answer.Problems.Select(problem => problem.Index));
        Assert.Equal(40, _board.Cell("79", "configured").Counted?.Value);
    }

    [Fact]
    public async Task A_document_taken_twice_changes_nothing_the_second_time()
    {
        var document = Good.Replace(
            "]}", ",{\"indicator\":\"filing\",\"value\":1,\"total\":25,\"asOf\":\"2025-06-24T06:00:00+07:00\"},{\"indicator\":\"nothing\"}]}", StringComparison.Ordinal);
        var first = await TakeAsync(document);
        var again = await TakeAsync(document);

        Assert.Equal((2, 0, 1), (first.Accepted, first.Unchanged, first.Refused));
        Assert.Equal((0, 2, 1, first.Sequence), (again.Accepted, again.Unchanged, again.Refused, again.Sequence));
        Assert.Single(await _board.HistoryAsync("79", "configured"));
        Assert.Single(await _board.HistoryAsync("79", "filing"));
    }

    [Fact]
    public async Task A_document_taken_again_after_newer_ones_changes_nothing_either()
    {
        await TakeAsync(Good);
        _board.Time.Advance(TimeSpan.FromMinutes(10));
        await TakeAsync(Good.Replace("08:00:00", "08:10:00", StringComparison.Ordinal).Replace("40", "50", StringComparison.Ordinal));

        var again = await TakeAsync(Good);

        Assert.Equal((0, 1, 2), (again.Accepted, again.Unchanged, again.Sequence));
        Assert.Empty(again.Problems);
        Assert.Equal(50, _board.Cell("79", "configured").Counted?.Value);
        Assert.Equal(2, (await _board.HistoryAsync("79", "configured")).Count);
    }

    [Fact]
    public async Task A_document_taken_twice_in_the_same_moment_is_recorded_once()
    {
        await TakeAsync(Good);
        var older = Good.Replace("08:00:00", "07:00:00", StringComparison.Ordinal);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakeAsync(older)));

        Assert.Equal(1, answers.Sum(answer => answer.Accepted));
        Assert.Equal(19, answers.Sum(answer => answer.Unchanged));
        Assert.Equal(2, (await _board.HistoryAsync("79", "configured")).Count);
    }

    [Fact]
    public async Task The_same_idempotency_key_and_body_gets_the_stored_answer()
    {
        var first = await _board.TakeAsync(_source, Good, "key-1");
        _board.Time.Advance(TimeSpan.FromHours(23.9));
        var again = await _board.TakeAsync(_source, Good, "key-1");

        Assert.Equal(1, first.Answer?.Accepted);
        Assert.Equal(JsonSerializer.Serialize(first.Answer), JsonSerializer.Serialize(again.Answer));
    }

    [Fact]
    public async Task The_same_idempotency_key_with_another_body_is_refused()
    {
        await _board.TakeAsync(_source, Good, "key-1");
        var other = await _board.TakeAsync(_source, Good.Replace("40", "41", StringComparison.Ordinal), "key-1");

        Assert.Equal((422, "idempotency-key-reused"), (other.Refusal?.Status, other.Refusal?.Code));
        Assert.Equal(40, _board.Cell("79", "configured").Counted?.Value);
    }

    [Fact]
    public async Task After_24_hours_a_key_is_free_again()
    {
        await _board.TakeAsync(_source, Good, "key-1");
        _board.Time.Advance(TimeSpan.FromHours(24));
        var other = await _board.TakeAsync(_source, Good.Replace("40", "41", StringComparison.Ordinal), "key-1");

        Assert.Equal(1, other.Answer?.Accepted);
        Assert.Equal(1, (await _board.TakeAsync(_source, Good.Replace("40", "41", StringComparison.Ordinal), "key-1")).Answer?.Accepted);
    }

    [Fact]
    public async Task A_key_is_its_sources_own()
    {
        var other = await _board.PushAsync("79", name: "other");
        await _board.TakeAsync(_source, Good, "key-1");

        Assert.NotNull((await _board.TakeAsync(other, Good.Replace("40", "41", StringComparison.Ordinal), "key-1")).Answer);
    }

    [Fact]
    public async Task Requests_with_one_key_in_the_same_moment_are_one()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(number => _board.TakeAsync(_source, Good.Replace("40", number < 10 ? "40" : "41", StringComparison.Ordinal), "key-1")));

        Assert.Equal(10, results.Count(result => result.Refusal?.Code == "idempotency-key-reused"));
        Assert.All(results, result => Assert.True(result.Refusal is not null || result.Answer!.Accepted == 1));
        Assert.Single(await _board.HistoryAsync("79", "configured"));
    }

    [Fact]
    public async Task A_document_refused_whole_leaves_its_key_free()
    {
        await _board.TakeAsync(_source, Good[..20], "key-1");

        Assert.Equal(1, (await _board.TakeAsync(_source, Good, "key-1")).Answer?.Accepted);
    }

    [Fact]
    public async Task What_was_refused_is_kept_with_its_reason_and_its_raw_text()
    {
        var document = Good.Replace("40", "101", StringComparison.Ordinal);
        await TakeAsync(document);

        var kept = Assert.Single(await _board.Refusals.OfAsync("79", 10, CancellationToken.None));

        Assert.Equal(document, Encoding.UTF8.GetString(kept.Raw));
        Assert.Equal(("test-2025", "79", _source.Code), (kept.Programme, kept.Body, kept.Source));
        Assert.Equal("value-exceeds-total", JsonDocument.Parse(kept.Problems).RootElement[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_document_refused_whole_is_kept_too()
    {
        await _board.TakeAsync(_source, Good[..40]);

        var kept = Assert.Single(await _board.Refusals.OfAsync("79", 10, CancellationToken.None));

        Assert.Equal(Good[..40], Encoding.UTF8.GetString(kept.Raw));
        Assert.Contains("not-json", kept.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_is_not_kept_as_refused()
    {
        await TakeAsync(Good.Replace("100", "99", StringComparison.Ordinal));

        Assert.Empty(await _board.Refusals.OfAsync("79", 10, CancellationToken.None));
    }

    [Fact]
    public async Task Of_what_was_refused_64_KiB_are_kept()
    {
        var document = Good.Replace("40", "101", StringComparison.Ordinal) + new string(' ', 100_000);
        await TakeAsync(document);

        Assert.Equal(document[..65_536], Encoding.UTF8.GetString(Assert.Single(await _board.Refusals.OfAsync("79", 10, CancellationToken.None)).Raw));
    }

    [Fact]
    public async Task Of_the_reasons_64_KiB_are_kept_and_how_many_more_there_were()
    {
        var readings = Enumerable.Range(0, 5_000).Select(number => new ReadingEntry { Indicator = number == 0 ? new string('x', 100_000) : $"no-{number}", Value = 1, Total = 1 });

        Assert.Equal(5_000, (await _board.SayAsync(_source, null, [.. readings])).Refused);

        var kept = Assert.Single(await _board.Refusals.OfAsync("79", 10, CancellationToken.None));
        Assert.InRange(kept.Problems.Length, 32 * 1024, 66 * 1024);
        var told = Refusals.Kept(kept.Problems);
        Assert.Equal((0, "unknown-indicator"), (told[0].Index, told[0].Code));
        Assert.Equal("no-1", told[1].Indicator);
        Assert.Equal("more-refused", told[^1].Code);
        Assert.Contains($"{5_000 - (told.Count - 1):N0}", Words.Tell(told[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_is_told_in_the_language_of_whoever_reads_it()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new CultureInfo("fr");
            await TakeAsync(Good.Replace("40", "101", StringComparison.Ordinal));
            var kept = Assert.Single(Refusals.Kept(Assert.Single(await _board.Refusals.OfAsync("79", 10, CancellationToken.None)).Problems));

            CultureInfo.CurrentUICulture = new CultureInfo("en");
            Assert.Equal("The value 101 exceeds the total 100.", Words.Tell(kept));
            CultureInfo.CurrentUICulture = new CultureInfo("vi");
            Assert.NotEqual("The value 101 exceeds the total 100.", Words.Tell(kept));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void What_was_kept_in_words_is_told_in_those()
    {
        var kept = Assert.Single(Refusals.Kept("""[{"index":0,"body":"79","indicator":"x","code":"value-exceeds-total","severity":"refused","message":"Giá trị 101 vượt tổng 100."}]"""));

        Assert.Equal("Giá trị 101 vượt tổng 100.", Words.Tell(kept));
    }

    [Fact]
    public async Task A_thousand_refused_documents_a_body_a_day_are_kept_and_the_next_day_anew()
    {
        var bad = Good.Replace("40", "101", StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 1_005).Select(_ => TakeAsync(bad)));
        Assert.Equal(1_000, (await _board.Refusals.OfAsync("79", 2_000, CancellationToken.None)).Count);

        await _board.RestartAsync();
        Assert.Equal(1, (await TakeAsync(bad)).Refused);
        Assert.Equal(1_000, (await _board.Refusals.OfAsync("79", 2_000, CancellationToken.None)).Count);

        _board.Time.Advance(TimeSpan.FromDays(1));
        await TakeAsync(bad);
        Assert.Equal(1_001, (await _board.Refusals.OfAsync("79", 2_000, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_board_read_after_the_answer_shows_at_least_its_sequence_and_the_record_holds_it()
    {
        var answer = await TakeAsync(Good);

        Assert.True(_board.Current.Sequence >= answer.Sequence);
        Assert.Equal([(40, true)], await _board.HistoryAsync("79", "configured"));
    }

    private async Task<PushAnswer> TakeAsync(string json)
    {
        var result = await _board.TakeAsync(_source, json);
        Assert.Null(result.Refusal);
        return result.Answer!;
    }

    private async Task RefusesAsync(string json, int status, string code, IntakeSource? source = null)
    {
        var sequence = _board.Current.Sequence;
        var result = await _board.TakeAsync(source ?? _source, json);

        Assert.Null(result.Answer);
        Assert.Equal((status, code), (result.Refusal?.Status, result.Refusal?.Code));
        Assert.NotEmpty(result.Refusal!.Message);
        Assert.Equal(sequence, _board.Current.Sequence);
    }

    private async Task RefusesAtAsync(byte[] bytes, int position)
    {
        var result = await _board.TakeAsync(_source, bytes);

        Assert.Equal((400, "not-json"), (result.Refusal?.Status, result.Refusal?.Code));
        Assert.Contains($" {position})", result.Refusal!.Message, StringComparison.Ordinal);
    }
}
