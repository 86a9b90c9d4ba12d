using SteeringBoard.Contract;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>A reading as a table without any rules would keep it.</summary>
internal readonly record struct BareRow(int Body, int Indicator, int Item, int Level, long Value, long Total, long AsOf, long RecordedAt)
{
    /// <summary>The columns, in the order of the members.</summary>
    public static readonly string[] Columns = ["body", "indicator", "item", "level", "value", "total", "as_of", "recorded_at"];

    /// <summary>The rows of a document; codes become numbers without looking anything up.</summary>
    public static IEnumerable<BareRow> Of(ReadinessDocument document, DateTimeOffset recorded) => document.Readings.Select(reading => new BareRow(
        Number(reading.Body ?? document.Body),
        Number(reading.Indicator),
        -1,
        (int)EvidenceLevel.Claimed,
        reading.Value,
        reading.Total ?? 0,
        (reading.AsOf ?? document.AsOf).ToUnixTimeMilliseconds(),
        recorded.ToUnixTimeMilliseconds()));

    public object[] Values() => [Body, Indicator, Item, Level, Value, Total, AsOf, RecordedAt];

    private static int Number(string code)
    {
        var number = 0;
        foreach (var character in code)
        {
            number = (number * 37) + character;
        }

        return number & int.MaxValue;
    }
}
