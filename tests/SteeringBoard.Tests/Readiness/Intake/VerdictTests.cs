using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>Contract.md, section 1: what each breach of a reading gets, exactly.</summary>
public sealed class VerdictTests : IAsyncLifetime
{
    private TestBoard _board = null!;
    private IntakeSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        _board = await TestBoard.StartAsync();
        _source = await _board.PushAsync(TestProgramme.Province, EvidenceLevel.Pulled);
    }

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task A_good_reading_is_accepted_and_counts() =>
        await AcceptsAsync("""{"indicator":"configured","value":40,"total":100}""", 40, 100);

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    public async Task As_of_may_be_five_minutes_ahead_of_the_programmes_clock(int milliseconds, bool taken)
    {
        var asOf = Wire(_board.Now.AddMilliseconds(milliseconds));

        if (taken)
        {
            await AcceptsAsync($$"""{"indicator":"configured","value":40,"total":100,"asOf":"{{asOf}}"}""", 40, 100);
        }
        else
        {
            await RefusesAsync($$"""{"indicator":"configured","value":40,"total":100,"asOf":"{{asOf}}"}""", "as-of-in-future");
        }
    }

    [Fact]
    public async Task A_documents_as_of_ahead_refuses_the_readings_that_have_none_of_their_own()
    {
        var answer = await SayAsync(
            _source,
            Wire(_board.Now.AddMinutes(6)),
            ["""{"indicator":"configured","value":40,"total":100}""", $$"""{"indicator":"filing","value":1,"total":2,"asOf":"{{Wire(_board.Now)}}"}"""]);

        Assert.Equal((1, 1), (answer.Accepted, answer.Refused));
        Assert.Equal((0, "as-of-in-future"), (answer.Problems[0].Index, answer.Problems[0].Code));
    }

    [Fact]
    public async Task A_readings_own_as_of_wins_over_the_documents()
    {
        await SayAsync($$"""{"indicator":"configured","value":40,"total":100,"asOf":"{{Wire(_board.Now.AddHours(-1))}}"}""");

        Assert.Equal(_board.Now.AddHours(-1), Configured()?.ObservedAt);
    }

    [Theory]
    [InlineData("note")]
    [InlineData("link")]
    public async Task A_note_and_a_link_have_room_for_2000_letters_and_longer_ones_are_refused_not_cut(string field)
    {
        await AcceptsAsync($$"""{"indicator":"configured","value":40,"total":100,"{{field}}":"{{new string('ữ', 2_000)}}"}""", 40, 100);

        var answer = await SayAsync($$"""{"indicator":"configured","value":50,"total":100,"{{field}}":"{{new string('x', 2_001)}}"}""");

        var problem = Assert.Single(answer.Problems);
        Assert.Equal("text-too-long", problem.Code);
        Assert.Contains(field, problem.Message, StringComparison.Ordinal);
        Assert.Equal(40, Configured()?.Value);
    }

    [Fact]
    public async Task As_of_is_kept_to_the_millisecond()
    {
        await SayAsync("""{"indicator":"configured","value":40,"total":100,"asOf":"2025-06-24T07:59:59.1239999+07:00"}""");

        Assert.Equal(new DateTimeOffset(2025, 6, 24, 7, 59, 59, 123, TimeSpan.FromHours(7)), Configured()?.ObservedAt);
    }

    [Fact]
    public async Task A_body_under_the_documents_is_in_scope()
    {
        var answer = await SayAsync("""{"indicator":"hotlines","body":"26734","value":1,"total":10}""");

        Assert.Equal(1, answer.Accepted);
        Assert.Equal(1, _board.Cell("26734", TestProgramme.Hotlines).Counted?.Value);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("VN")]
    [InlineData("99999")]
    [InlineData("")]
    public async Task Any_other_body_is_out_of_scope(string body) =>
        await RefusesAsync($$"""{"indicator":"configured","body":"{{body}}","value":40,"total":100}""", "body-out-of-scope");

    [Fact]
    public async Task A_body_left_out_or_null_is_the_documents() =>
        await AcceptsAsync("""{"indicator":"configured","body":null,"value":40,"total":100}""", 40, 100);

    [Theory]
    [InlineData("\"I99\"")]
    [InlineData("\"Configured\"")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("[\"configured\"]")]
    [InlineData("\"\\ud800\"")]
    public async Task An_indicator_the_programme_does_not_know_is_unknown(string indicator) =>
        await RefusesAsync($$"""{"indicator":{{indicator}},"value":40,"total":100}""", "unknown-indicator");

    [Fact]
    public async Task A_reading_without_an_indicator_is_of_an_unknown_one() =>
        await RefusesAsync("""{"value":40,"total":100}""", "unknown-indicator");

    [Theory]
    [InlineData("services", "79")]
    [InlineData("published", "79")]
    [InlineData("configured", "26734")]
    public async Task An_indicator_is_read_only_at_the_level_it_is_measured(string indicator, string body) =>
        await RefusesAsync($$"""{"indicator":"{{indicator}}","body":"{{body}}","value":1,"total":1}""", "wrong-level");

    [Fact]
    public async Task A_part_has_a_total_of_one()
    {
        await SayAsync("""{"indicator":"platforms","item":"meeting","value":1,"total":1}""");

        Assert.Equal((1, 5), (_board.Cell("79", "platforms").Counted!.Value, _board.Cell("79", "platforms").Counted!.Total));
        await RefusesAsync("""{"indicator":"platforms","item":"reporting","value":1,"total":5}""", "unknown-item");
    }

    [Theory]
    [InlineData("platforms", "Meeting")]
    [InlineData("platforms", "")]
    [InlineData("configured", "meeting")]
    public async Task A_part_the_indicator_does_not_have_is_unknown(string indicator, string item) =>
        await RefusesAsync($$"""{"indicator":"{{indicator}}","item":"{{item}}","value":1,"total":1}""", "unknown-item");

    [Theory]
    [InlineData("40")]
    [InlineData("40.0")]
    [InlineData("4e1")]
    [InlineData("0.4E+2")]
    [InlineData("400e-1")]
    [InlineData("40.000000000000000000000000000000000000000000")]
    [InlineData("4000000000000000000000000000000000000000e-38")]
    public async Task A_whole_number_is_a_count_however_it_is_written(string value) =>
        await AcceptsAsync($$"""{"indicator":"configured","value":{{value}},"total":100}""", 40, 100);

    [Theory]
    [InlineData("40.5")]
    [InlineData("0.99999999999999999999999999999999999999")]
    [InlineData("1.00000000000000000000000000000000000001")]
    [InlineData("1e-400")]
    [InlineData("1e400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("-1")]
    [InlineData("9007199254740992")]
    [InlineData("99999999999999999999")]
    [InlineData("\"40\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[40]")]
    [InlineData("{}")]
    public async Task Anything_else_is_not_a_count(string value)
    {
        await RefusesAsync($$"""{"indicator":"filing","value":{{value}},"total":9007199254740991}""", "not-a-count");
        await RefusesAsync($$"""{"indicator":"filing","value":0,"total":{{value}}}""", "not-a-count");
    }

    [Fact]
    public async Task A_value_or_a_total_left_out_is_not_a_count()
    {
        await RefusesAsync("""{"indicator":"configured","total":100}""", "not-a-count");
        await RefusesAsync("""{"indicator":"configured","value":40}""", "not-a-count");
        await RefusesAsync("""{"indicator":"configured","value":0,"total":0}""", "not-a-count");
    }

    [Fact]
    public async Task Counts_go_up_to_two_to_the_53_less_one()
    {
        await SayAsync("""{"indicator":"filing","value":9007199254740991,"total":9007199254740991}""");

        Assert.Equal(9007199254740991, _board.Cell("79", "filing").Counted?.Value);
    }

    [Fact]
    public async Task A_counter_has_no_total()
    {
        await RefusesAsync("""{"indicator":"visits","value":40,"total":100}""", "not-a-count");

        var answer = await SayAsync("""{"indicator":"visits","value":41}""", """{"indicator":"visits","value":40,"total":null,"evidence":"pulled"}""");

        Assert.Equal(2, answer.Accepted);
        Assert.Equal(0, _board.Cell("79", "visits").Counted?.Total);
    }

    [Fact]
    public async Task A_value_never_exceeds_its_total() =>
        await RefusesAsync("""{"indicator":"configured","value":101,"total":100}""", "value-exceeds-total");

    [Theory]
    [InlineData("""{"indicator":"configured","body":79,"value":40,"total":100}""")]
    [InlineData("""{"indicator":"platforms","item":1,"value":1,"total":1}""")]
    [InlineData("""{"indicator":"configured","evidence":2,"value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","evidence":"rumoured","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","asOf":1750726800,"value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","asOf":"2025-06-24T08:00:00","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","asOf":"2025-06-24","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","asOf":"yesterday","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","asOf":"9999-12-31T23:59:59-14:00","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","note":["x"],"value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","link":{},"value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","note":"a\u0000b","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","note":"\ud800","value":40,"total":100}""")]
    [InlineData("""{"indicator":"configured","body":"\udc00","value":40,"total":100}""")]
    [InlineData("\"configured\"")]
    [InlineData("42")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_field_of_the_wrong_type_a_time_without_offset_or_no_object_is_malformed(string reading) =>
        await RefusesAsync(reading, "malformed-reading");

    [Theory]
    [InlineData("")]
    [InlineData(",\"asOf\":\"2025-06-24T08:00:00\"")]
    [InlineData(",\"asOf\":7")]
    public async Task Without_an_instant_of_the_document_a_reading_needs_one_of_its_own(string asOf)
    {
        var result = await _board.TakeAsync(_source,
            $$"""
            {"contract":"readiness/1","programme":"test-2025","body":"79"{{asOf}},"readings":[
              {"indicator":"configured","value":40,"total":100},
              {"indicator":"filing","value":1,"total":2,"asOf":"2025-06-24T08:00:00+07:00"}]}
            """);

        Assert.Equal((1, 1), (result.Answer!.Accepted, result.Answer.Refused));
        Assert.Equal("malformed-reading", Assert.Single(result.Answer.Problems).Code);
    }

    [Fact]
    public async Task A_push_is_claimed_unless_it_says_more_and_may()
    {
        var claimed = await _board.PushAsync("79", name: "claims");
        await SayAsync("""{"indicator":"configured","value":40,"total":100}""");

        Assert.NotNull(_board.Cell("79", "configured").Levels.Claimed);
        Assert.Null(_board.Cell("79", "configured").Levels.Pulled);
        Assert.Equal("evidence-not-allowed", Assert.Single((await SayAsync(claimed, """{"indicator":"filing","value":1,"total":2,"evidence":"pulled"}""")).Problems).Code);
    }

    [Fact]
    public async Task Evidence_up_to_what_the_source_may_say_is_taken_and_above_it_refused()
    {
        await SayAsync("""{"indicator":"configured","value":40,"total":100,"evidence":"pulled"}""");
        Assert.NotNull(_board.Cell("79", "configured").Levels.Pulled);

        await RefusesAsync("""{"indicator":"configured","value":40,"total":100,"evidence":"tested"}""", "evidence-not-allowed");
    }

    [Fact]
    public async Task A_gateway_says_what_it_is_registered_for_and_may_say_less()
    {
        var gateway = await _board.GatewayAsync("79", EvidenceLevel.Tested);
        await SayAsync(gateway, """{"indicator":"configured","value":40,"total":100}""", """{"indicator":"filing","value":1,"total":2,"evidence":"claimed"}""");

        Assert.NotNull(_board.Cell("79", "configured").Levels.Tested);
        Assert.NotNull(_board.Cell("79", "filing").Levels.Claimed);
    }

    [Fact]
    public async Task Of_the_same_reading_twice_in_one_document_the_first_counts()
    {
        var answer = await SayAsync(
            """{"indicator":"configured","value":40,"total":100}""",
            """{"indicator":"configured","body":"79","value":41,"total":100,"evidence":"claimed"}""",
            """{"indicator":"configured","value":42,"total":100,"evidence":"pulled"}""");

        Assert.Equal((2, 1), (answer.Accepted, answer.Refused));
        Assert.Equal((1, "duplicate-reading", "refused"), (answer.Problems[0].Index, answer.Problems[0].Code, answer.Problems[0].Severity));
        Assert.Equal(40, _board.Cell("79", "configured").Levels.Claimed?.Value);
    }

    [Fact]
    public async Task A_refused_reading_does_not_make_the_next_a_duplicate()
    {
        var answer = await SayAsync("""{"indicator":"configured","value":101,"total":100}""", """{"indicator":"configured","value":42,"total":100}""");

        Assert.Equal((1, 1), (answer.Accepted, answer.Refused));
        Assert.Equal(42, Configured()?.Value);
    }

    [Fact]
    public async Task Another_total_than_the_locked_one_is_taken_and_held_for_approval()
    {
        var answer = await SayAsync("""{"indicator":"configured","value":120,"total":150}""");

        Assert.Equal((1, 0), (answer.Accepted, answer.Refused));
        Assert.Equal(("denominator-changed", "warning"), (answer.Problems[0].Code, answer.Problems[0].Severity));
        Assert.Equal((100, 100), (Configured()!.Value, Configured()!.Total));
        Assert.Equal((120, 150), Configured()!.Restated);
    }

    [Fact]
    public async Task An_older_reading_is_kept_in_the_history_and_does_not_move_the_board()
    {
        await SayAsync("""{"indicator":"configured","value":40,"total":100}""");
        var answer = await SayAsync("""{"indicator":"configured","value":10,"total":100,"asOf":"2025-06-24T07:00:00+07:00"}""");

        Assert.Equal((1, 0, 1), (answer.Accepted, answer.Refused, answer.Sequence));
        Assert.Equal(("out-of-order", "warning"), (answer.Problems[0].Code, answer.Problems[0].Severity));
        Assert.Equal(40, Configured()?.Value);
        Assert.Equal([(40, true), (10, false)], await _board.HistoryAsync("79", "configured"));
    }

    [Fact]
    public async Task Older_is_told_by_body_indicator_item_and_evidence_each()
    {
        await SayAsync("""{"indicator":"platforms","item":"meeting","value":1,"total":1}""");
        var answer = await SayAsync(
            """{"indicator":"platforms","item":"reporting","value":1,"total":1,"asOf":"2025-06-24T07:00:00+07:00"}""",
            """{"indicator":"platforms","item":"meeting","value":1,"total":1,"evidence":"pulled","asOf":"2025-06-24T07:00:00+07:00"}""");

        Assert.Equal(2, answer.Accepted);
        Assert.Empty(answer.Problems);
    }

    [Fact]
    public async Task Of_the_same_as_of_the_later_received_counts_and_both_stay_in_the_history()
    {
        await SayAsync("""{"indicator":"configured","value":40,"total":100}""");
        var answer = await SayAsync("""{"indicator":"configured","value":39,"total":100}""");

        Assert.Equal((1, 0, 2), (answer.Accepted, answer.Problems.Count, answer.Sequence));
        Assert.Equal(39, Configured()?.Value);
        Assert.Equal([(40, true), (39, true)], await _board.HistoryAsync("79", "configured"));
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_even_those_whose_name_is_no_text() =>
        await AcceptsAsync(
            """{"indicator":"configured","colour":"red","v\ud800":1,"tota\udc00l":2,"asO\ud800":3,"value":40,"total":100,"readings":[{}]}""", 40, 100);

    [Fact]
    public async Task Escaped_names_are_names() => await AcceptsAsync("""{"\u0069ndicator":"configured","v\u0061lue":40,"total":100}""", 40, 100);

    [Fact]
    public async Task Of_a_field_given_twice_the_last_counts_also_beside_a_name_that_is_no_text()
    {
        await AcceptsAsync("""{"indicator":"configured","value":1,"value":40,"total":100}""", 40, 100);
        await AcceptsAsync("""{"indicator":"configured","v\ud800":1,"value":1,"value":41,"total":100}""", 41, 100);
    }

    [Fact]
    public async Task A_problem_names_its_place()
    {
        var answer = await SayAsync(
            """{"indicator":"configured","value":40,"total":100}""", """{"indicator":"hotlines","body":"26734","value":11,"total":10}""", """{"indicator":7}""");

        Assert.Equal([(1, "26734", "hotlines"), (2, "79", null)], answer.Problems.Select(problem => (problem.Index, problem.Body, problem.Indicator)));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Every_problem_is_told_in_the_language_of_the_request(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var answer = await SayAsync("""{"indicator":"configured","value":101,"total":100}""", """{"indicator":"configured","value":1,"total":99}""");

            Assert.Equal(
                language switch
                {
                    "vi" => ["101", "99"],
                    "en" => ["The value 101 exceeds the total 100.", "The total 99 differs from the one in force, 100; held for approval, the old one counts."],
                    _ => ["La valeur 101", "Le total 99"],
                },
                answer.Problems.Select(problem => problem.Message),
                (expected, message) => message.Contains(expected, StringComparison.Ordinal) && (language == "en" || !message.Contains("exceeds", StringComparison.Ordinal)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Wire(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private SteeringBoard.Readiness.Rules.LevelReading? Configured() => _board.Cell("79", "configured").Counted;

    private async Task AcceptsAsync(string reading, long value, long total)
    {
        var answer = await SayAsync(reading);

        Assert.Empty(answer.Problems);
        Assert.Equal((1, 0), (answer.Accepted, answer.Refused));
        Assert.Equal((value, total), (Configured()!.Value, Configured()!.Total));
    }

    private async Task RefusesAsync(string reading, string code)
    {
        var sequence = _board.Current.Sequence;
        var answer = await SayAsync(reading, """{"indicator":"decided","value":1,"total":1}""");

        var problem = Assert.Single(answer.Problems);
        Assert.Equal((0, code, "refused"), (problem.Index, problem.Code, problem.Severity));
        Assert.NotEmpty(problem.Message);
        Assert.Equal((1, 1), (answer.Accepted + answer.Unchanged, answer.Refused));
        Assert.InRange(answer.Sequence, sequence, sequence + 1);
    }

    private Task<PushAnswer> SayAsync(params IReadOnlyList<string> readings) => SayAsync(_source, null, readings);

    private Task<PushAnswer> SayAsync(IntakeSource source, params IReadOnlyList<string> readings) => SayAsync(source, null, readings);

    private async Task<PushAnswer> SayAsync(IntakeSource source, string? asOf, IReadOnlyList<string> readings)
    {
        var result = await _board.TakeAsync(
            source,
            $$"""{"contract":"readiness/1","programme":"test-2025","body":"79","asOf":"{{asOf ?? Wire(_board.Now)}}","readings":[{{string.Join(',', readings)}}]}""");
        Assert.Null(result.Refusal);
        return result.Answer!;
    }
}
