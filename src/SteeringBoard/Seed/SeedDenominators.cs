using SteeringBoard.Bodies;

namespace SteeringBoard.Seed;

/// <summary>A total in force for one body.</summary>
/// <param name="Item">A part of the indicator; none for the whole.</param>
public sealed record DenominatorInForce(string Body, string Indicator, string? Item, long Total, bool Simulated, string Source);

/// <summary>Denominators of groups laid out over bodies.</summary>
public static class SeedDenominators
{
    /// <summary>The totals in force for these bodies; none for a body the rows do not reach.</summary>
    /// <param name="rows">Of one programme.</param>
    /// <param name="bodies">Of its set, with the communes as they now are.</param>
    public static IEnumerable<DenominatorInForce> Over(IEnumerable<SeedDenominator> rows, IEnumerable<Body> bodies)
    {
        var cells = rows.GroupBy(row => (row.Indicator, row.Item)).Select(cell => cell.ToList()).ToList();
        return
            from body in bodies
            from cell in cells
            let row = cell.Find(row => row.Body == body.Code) ?? cell.Find(row => BodyGroups.Holds(row.Body, body.Kind))
            where row is not null
            select new DenominatorInForce(body.Code, row.Indicator, row.Item, row.Total.For(body), row.Simulated, row.Source);
    }
}
