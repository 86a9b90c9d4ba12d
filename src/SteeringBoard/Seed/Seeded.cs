namespace SteeringBoard.Seed;

/// <summary>A value and the row it came from, so that what is found out later can still name the row.</summary>
internal readonly record struct Seeded<T>(SeedRow Row, T Value);

internal static class SeededRows
{
    /// <summary>A fault on each row whose key was there before.</summary>
    public static void RefuseTwins<T, TKey>(this IEnumerable<Seeded<T>> rows, Func<T, TKey> key)
    {
        foreach (var twin in rows.GroupBy(row => key(row.Value)).SelectMany(same => same.Skip(1)))
        {
            twin.Row.Fault($"{key(twin.Value)} is there already");
        }
    }

    /// <summary>By key; of twins the first.</summary>
    public static Dictionary<string, T> ByKey<T>(this IEnumerable<Seeded<T>> rows, Func<T, string> key) =>
        rows.Select(row => row.Value).DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
}
