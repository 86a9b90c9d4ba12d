using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>What is on the board follows the instants of the readings, not the order they came in.</summary>
public sealed class ArrivalTests
{
    private static readonly string[] Indicators = [TestProgramme.Configured, TestProgramme.Filing];

    /// <summary>Documents of two pushes and a gateway, each of an instant of its own, and an order to come in.</summary>
    private static readonly Gen<(Said[] Documents, int[] Order)> Documents =
        from count in Gen.Choose(2, 7)
        from documents in Gen.ArrayOf(
            from source in Gen.Choose(0, 2)
            from level in Gen.Choose(1, 2)
            from one in Gen.Choose(0, 2)
            from other in Gen.Choose(0, 2)
            select new Said(source, (EvidenceLevel)level, [one, other]),
            count)
        from order in Gen.Shuffle(Enumerable.Range(0, count))
        select (documents, order);

    [Fact]
    public async Task Readings_of_different_instants_may_come_in_any_order()
    {
        Always.Holds(
            Documents,
            async example => Assert.Equal(
                await ToldAsync(example.Documents, Enumerable.Range(0, example.Documents.Length)), await ToldAsync(example.Documents, example.Order)),
            60);
    }

    private static async Task<string> ToldAsync(Said[] documents, IEnumerable<int> order)
    {
        await using var board = await TestBoard.StartAsync();
        var start = board.Now;
        board.Time.Advance(TimeSpan.FromMinutes(20));
        var sources = new[]
        {
            await board.PushAsync("79", EvidenceLevel.Pulled, "one"),
            await board.PushAsync("79", EvidenceLevel.Pulled, "two"),
            await board.GatewayAsync("79"),
        };
        foreach (var place in order)
        {
            var (source, level, values) = documents[place];
            await board.SayAsync(
                sources[source],
                start.AddMinutes(place),
                [.. Indicators.Select((indicator, at) => new ReadingEntry { Indicator = indicator, Value = values[at], Total = 100, Evidence = level })]);
        }
        // Past the last span: what counts is what was said, not how lately it was heard.
        board.Time.Advance(TimeSpan.FromMinutes(5));
        return string.Join('\n', Indicators.Select(indicator => Told(board, board.CellNow("79", indicator))));
    }

    private static string Told(TestBoard board, Cell cell) => string.Join(
        " ",
        EvidenceLevels.All.Select(level => cell.Levels[level] is { } reading ? $"{level}: {reading.Value} of {reading.Total} as of {reading.AsOf(board.Now):O}" : "")
            .Append($"{cell.Verdict.Counts} {cell.Verdict.Status} {cell.Verdict.Contradiction}"));

    private sealed record Said(int Source, EvidenceLevel Level, int[] Values);
}
