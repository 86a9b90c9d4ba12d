namespace SteeringBoard.Gateway.Scenarios;

/// <summary>So many bodies are done by a point of working time.</summary>
internal sealed record Milestone(long Work, int Done);

/// <summary>When each of a row of bodies finishes, so that the published counts come out exactly.</summary>
internal static class Milestones
{
    /// <summary>Stands for never.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The published milestones, and those of the invented ones that do not contradict them.</summary>
    public static IReadOnlyList<Milestone> Join(IEnumerable<Milestone> published, IEnumerable<Milestone> invented)
    {
        var joined = published.OrderBy(milestone => milestone.Work).ToList();
        foreach (var candidate in invented)
        {
            if (joined.TrueForAll(known => known.Work == candidate.Work ? known.Done == candidate.Done
                : known.Work < candidate.Work ? known.Done <= candidate.Done : known.Done >= candidate.Done))
            {
                joined.Add(candidate);
            }
        }

        return [.. joined.OrderBy(milestone => milestone.Work)];
    }

    /// <summary>
    /// The working time at which each body, quickest first, finishes: after the last milestone that does not yet count it and not after
    /// the first that does; never where none does.
    /// </summary>
    public static long[] Finishes(IReadOnlyList<Milestone> milestones, long earliest, int bodies, Draw draw)
    {
        var finishes = new long[bodies];
        Array.Fill(finishes, Never);
        var from = new Milestone(earliest, 0);
        foreach (var to in milestones)
        {
            for (var rank = from.Done; rank < Math.Min(to.Done, bodies); rank++)
            {
                var share = (rank - from.Done + draw.With(rank).Between(0.05, 0.95)) / (to.Done - from.Done);
                finishes[rank] = from.Work + 1 + (long)((to.Work - from.Work - 1) * share);
            }

            from = to;
        }

        return finishes;
    }
}
