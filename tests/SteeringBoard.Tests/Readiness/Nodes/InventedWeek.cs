using SteeringBoard.Contract;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Nodes;

/// <summary>
/// Documents as a hard week brings them, drawn from a seed number: claims, pulls and proofs, of communes and of parts, the same again,
/// late ones, other totals, sources that stand by what they said. Time goes on between them.
/// </summary>
internal sealed class InventedWeek(int seed, ManualTime clock, TimeSpan? longestStep = null)
{
    public static readonly IReadOnlyList<string> Provinces = [TestProgramme.Province, TestProgramme.OtherProvince, TestProgramme.ThirdProvince];

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(20);
    private static readonly string[] Levels = ["claimed", "tested", "inspected"];
    private static readonly string[] OfCommunes = [TestProgramme.Hotlines, TestProgramme.Backlog, TestProgramme.Seals];
    private static readonly string[] OfProvinces = [TestProgramme.Configured, TestProgramme.Filing, TestProgramme.Unsigned, TestProgramme.Decided];

    private readonly Random _random = new(seed);

    /// <summary>Brings documents to nodes, each to one drawn; gives the readings that were accepted.</summary>
    public async Task<int> BringAsync(int documents, params IReadOnlyList<Node> nodes)
    {
        var accepted = 0;
        for (var document = 0; document < documents; document++)
        {
            clock.Advance((longestStep ?? TimeSpan.FromMinutes(15)) * _random.NextDouble());
            var node = nodes[_random.Next(nodes.Count)];
            accepted += _random.Next(2) == 0 ? await PullAsync(node, Drawn(Provinces)) : await PushAsync(node, Drawn(Provinces));
        }
        return accepted;
    }

    /// <summary>Brings one document of all that can be said of the province with communes.</summary>
    public Task<int> BringAllAsync(Node node)
    {
        clock.Advance(TimeSpan.FromSeconds(20));
        return SayAsync(node, TestProgramme.Province, clock.GetUtcNow(), [.. Levels.SelectMany(level => All(TestProgramme.Province, level))]);
    }

    private async Task<int> PullAsync(Node node, string province)
    {
        var gateway = await node.SourceAsync($"gateway:{province}", province, Grace);
        return _random.Next(3) > 0 && node.Intake.Vouch(node.Board, gateway, node.Board.Clock.GetUtcNow())
            ? 0
            : (await node.TakeAsync(gateway, clock.GetUtcNow(), [.. OfProvinces.Take(3).Select(indicator => Reading(indicator, null))])).Accepted;
    }

    private async Task<int> PushAsync(Node node, string province)
    {
        // One in four comes late, one in four is said again after.
        var asOf = _random.Next(4) == 0 ? clock.GetUtcNow().AddHours(-_random.Next(1, 6)) : clock.GetUtcNow();
        object[] readings = [.. All(province, Drawn(Levels)).Where(_ => _random.Next(3) == 0)];
        var accepted = await SayAsync(node, province, asOf, readings);
        return _random.Next(4) == 0 ? accepted + await SayAsync(node, province, clock.GetUtcNow(), readings) : accepted;
    }

    private static async Task<int> SayAsync(Node node, string province, DateTimeOffset asOf, object[] readings) =>
        (await node.TakeAsync(await node.SourceAsync($"push:{province}", province), asOf, readings)).Accepted;

    private IEnumerable<object> All(string province, string level) =>
    [
        .. OfProvinces.Concat(OfCommunes).Select(indicator => Reading(indicator, level)),
        .. TestProgramme.Indicator(TestProgramme.Platforms).Items
            .Select(item => new { indicator = TestProgramme.Platforms, item, value = _random.Next(2), total = 1, evidence = level }),
        .. province != TestProgramme.Province
            ? []
            : TestProgramme.Communes.SelectMany(body => OfCommunes.Select(indicator => new { indicator, body, value = _random.Next(11), total = 10, evidence = level })),
    ];

    private object Reading(string indicator, string? evidence) =>
        new { indicator, value = 5 * _random.Next(0, 17), total = _random.Next(6) == 0 ? 90 : 100, evidence };

    private T Drawn<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
