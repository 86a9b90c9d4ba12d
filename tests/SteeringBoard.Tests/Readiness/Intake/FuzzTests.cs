using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>Whatever is sent: an answer or a refusal, never an exception, and never a good reading lost beside bad ones.</summary>
public sealed class FuzzTests(Servers servers)
{
    [Theory]
    [InlineData(false, 400)]
    [InlineData(true, 100)]
    public async Task A_good_reading_is_taken_whatever_stands_beside_it(bool postgres, int times)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync(TestProgramme.Province, EvidenceLevel.Tested);
        var value = 0;
        Always.Holds(
            Odd.Around("configured", """{"indicator":"filing","value":3,"total":25,"evidence":"tested"}"""),
            async example =>
            {
                board.Time.Advance(TimeSpan.FromSeconds(1));
                value = value % 25 + 1;
                var readings = string.Join(',', example.Readings).Replace("\"value\":3,\"total\":25", $"\"value\":{value},\"total\":25", StringComparison.Ordinal);
                var json = $$"""{"contract":"readiness/1","programme":"test-2025","body":"79","asOf":"{{board.Now:O}}","readings":[{{readings}}]}""";

                var answer = (await board.TakeAsync(source, json)).Answer!;

                Assert.Equal(example.Readings.Count, answer.Accepted + answer.Unchanged + answer.Refused);
                Assert.DoesNotContain(answer.Problems, problem => problem.Index == example.Good);
                Assert.Equal(value, board.Cell("79", "filing").Levels.Tested?.Value);
                Assert.All(answer.Problems, problem => Assert.NotEmpty(problem.Message));
            },
            times);
    }

    [Fact]
    public async Task A_damaged_document_is_answered_or_refused_and_the_next_good_one_is_taken()
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync(TestProgramme.Province, EvidenceLevel.Tested);
        var document = board.Document(
            TestProgramme.Province,
            board.Now,
            new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100, Note = "đã kiểm tra", AsOf = board.Now },
            new ReadingEntry { Indicator = TestProgramme.Hotlines, Body = "26734", Value = 4, Total = 10, Evidence = EvidenceLevel.Tested },
            new ReadingEntry { Indicator = TestProgramme.Platforms, Item = "meeting", Value = 1, Total = 1, Link = "https://example.vn/a?b=c" });

        Always.Holds(
            Gen.NonEmptyListOf(Odd.Damage),
            async damages =>
            {
                var result = await board.TakeAsync(source, damages.Take(3).Aggregate(document, (bytes, damage) => damage(bytes)));

                Assert.True(result.Answer is null != result.Refusal is null);
                Assert.True(result.Refusal is null or { Status: 400 or 403 or 404 or 422 });
            },
            600);

        var good = (await board.TakeAsync(source, document)).Answer!;
        Assert.Equal((3, 0), (good.Accepted + good.Unchanged, good.Refused));
    }

    [Fact]
    public async Task Any_bytes_at_all_are_answered()
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync(TestProgramme.Province);

        Always.Holds(
            Odd.Bytes,
            async bytes => Assert.NotNull((await board.TakeAsync(source, bytes)).Refusal),
            400);
    }
}
