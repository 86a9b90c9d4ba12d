using SteeringBoard.Bodies;
using SteeringBoard.Programmes;

namespace SteeringBoard.Readiness.Recording;

/// <summary>Denominators of groups laid out over bodies.</summary>
public static class Denominators
{
    /// <summary>The rows of a programme that count: those we invented only where its every page says that it is simulated.</summary>
    public static IQueryable<DenominatorRow> InForce(this IQueryable<DenominatorRow> rows, Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var (code, simulated) = (programme.Code, programme.Simulated);
        return rows.Where(row => row.Programme == code && (simulated || !row.Simulated));
    }

    /// <summary>The total in force of each body a row reaches; a row of a body wins over one of its group.</summary>
    public static IEnumerable<(string Body, string Indicator, long Total)> Over(IReadOnlyList<DenominatorRow> rows, IReadOnlyList<Body> bodies)
    {
        var indicators = rows.GroupBy(row => row.Indicator, StringComparer.Ordinal).ToList();
        foreach (var body in bodies)
        {
            foreach (var indicator in indicators)
            {
                var row = indicator.FirstOrDefault(row => row.Body == body.Code) ?? indicator.FirstOrDefault(row => BodyGroups.Holds(row.Body, body.Kind));
                if (row is not null)
                {
                    yield return (body.Code, indicator.Key, row.Fixed + row.PerCommune * body.Communes);
                }
            }
        }
    }
}
