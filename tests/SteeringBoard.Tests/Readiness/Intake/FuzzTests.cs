using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>Whatever is sent: an answer or a refusal, never an exception, and never a good reading lost beside bad ones.</summary>
public sealed class FuzzTests(Servers servers)
{
    private static readonly string[] Values =
    [
        "0", "1", "10", "-1", "1.0", "1e2", "1e-2", "1e999", "-0", "9007199254740991", "9007199254740992", "1e15", "null", "true", "\"5\"", "[]", "{}", "0.1",
        "\"2025-06-24T08:00:00+07:00\"", "\"2025-06-24T08:00:00\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"configured\"", "\"platforms\"", "\"meeting\"", "\"26734\"", "\"claimed\"", "\"inspected\"", "\"\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
        "\"Đà Nẵng\"", "\"" + new string('x', 3000) + "\"", "{\"a\":[1,{\"b\":null}]}",
    ];

    private static readonly string[] Names =
        ["indicator", "body", "item", "value", "total", "evidence", "asOf", "note", "link", "unknown", "", "\\ud800", "v\\ud800", "\\u0076alue", "asO\\udfff", "Value"];

    private static readonly Gen<string> Field = from name in Gen.Elements(Names) from value in Gen.Elements(Values) select $"\"{name}\":{value}";

    private static readonly Gen<string> Odd =
        Gen.Frequency(
            (4, Gen.ListOf(Field).Select(fields => $"{{{string.Join(',', fields)}}}")),
            (4, Gen.ListOf(Field).Select(fields => $"{{\"indicator\":\"configured\",\"value\":1,\"total\":100{string.Concat(fields.Select(field => "," + field))}}}")),
            (1, Gen.Elements(Values)));

    /// <summary>Readings of which one, at a place, is good; the odd ones never name its cell at its level.</summary>
    private static readonly Gen<(IReadOnlyList<string> Readings, int Good)> Mixed =
        from before in Gen.ListOf(Odd)
        from after in Gen.ListOf(Odd)
        select ((IReadOnlyList<string>)[.. before, """{"indicator":"filing","value":3,"total":25,"evidence":"tested"}""", .. after], before.Count);

    private static readonly Gen<Func<byte[], byte[]>> Damage =
        from at in Gen.Choose(0, 100_000)
        from length in Gen.Choose(0, 12)
        from with in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 3)
        from kind in Gen.Choose(0, 4)
        select (Func<byte[], byte[]>)(bytes =>
        {
            var place = bytes.Length == 0 ? 0 : at % bytes.Length;
            var end = Math.Min(bytes.Length, place + length);
            return kind switch
            {
                0 => [.. bytes[..place], .. with, .. bytes[place..]],
                1 => [.. bytes[..place], .. with, .. bytes[end..]],
                2 => [.. bytes[..place], .. bytes[end..]],
                3 => bytes[..place],
                _ => [.. bytes, .. bytes[place..end]],
            };
        });

    [Theory]
    [InlineData(false, 400)]
    [InlineData(true, 100)]
    public async Task A_good_reading_is_taken_whatever_stands_beside_it(bool postgres, int times)
    {
        await using var board = await TestBoard.StartAsync(servers, postgres);
        var source = await board.PushAsync(TestProgramme.Province, EvidenceLevel.Tested);
        var value = 0;
        Always.Holds(
            Mixed,
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
            Gen.NonEmptyListOf(Damage),
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
        var pieces = Values.Concat(Names.Select(name => $"\"{name}\"")).Concat(["{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\"contract\":\"readiness/1\"", "\"readings\":["]).ToArray();

        Always.Holds(
            Gen.OneOf(
                Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value)),
                Gen.ArrayOf(Gen.Elements(pieces)).Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))),
            async bytes => Assert.NotNull((await board.TakeAsync(source, bytes)).Refusal),
            400);
    }
}
