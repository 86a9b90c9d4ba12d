namespace SteeringBoard.Gateway.Scenarios;

/// <summary>
/// A number drawn from a seed and a row of names: the same names give the same number on every machine, for ever.
/// (<see cref="Random"/> promises that neither between versions nor between calls made in another order.)
/// </summary>
internal readonly record struct Draw(ulong State)
{
    /// <summary>The draw of everything named so far and this.</summary>
    public Draw With(string name)
    {
        var state = State;
        foreach (var character in name)
        {
            state = (state ^ character) * 0x100000001B3;
        }

        return new(Mix(state));
    }

    /// <inheritdoc cref="With(string)"/>
    public Draw With(int number) => new(Mix(State + (ulong)(number + 1) * 0x9E3779B97F4A7C15));

    /// <summary>From 0 (inclusive) to 1 (exclusive).</summary>
    public double Share => (Mix(State) >> 11) * (1.0 / (1UL << 53));

    /// <summary>From the first (inclusive) to the second (exclusive).</summary>
    public double Between(double from, double to) => from + (to - from) * Share;

    /// <summary>True so often out of a hundred.</summary>
    public bool Chance(int percent) => Share * 100 < percent;

    // The finisher of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
