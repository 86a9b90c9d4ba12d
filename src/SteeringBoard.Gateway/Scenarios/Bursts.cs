namespace SteeringBoard.Gateway.Scenarios;

/// <summary>A stretch of time (UTC ticks) in which part of the work is done.</summary>
internal sealed record Burst(long From, long To, double Weight);

/// <summary>When work happens: by day and in bursts; few work at night; some stall for many hours.</summary>
internal static class Bursts
{
    private const int StallPercent = 25;
    private const int NightShiftPercent = 12;

    /// <summary>The bursts between two points of working time, in order, none overlapping; the last ends exactly at the end.</summary>
    public static IReadOnlyList<Burst> Between(long start, long end, Draw draw)
    {
        var length = Math.Max(end - start, 0);
        var count = (int)Math.Clamp(length / (2 * WorkingHours.Hour), 1, 60);
        var (stallFrom, stallTo) = Stall(count, draw.With("stall"));
        var bursts = new List<Burst>(count + 4);
        for (var i = 0; i < count; i++)
        {
            var last = i == count - 1;
            if (i >= stallFrom && i < stallTo && !last)
            {
                continue;
            }

            var one = draw.With(i);
            var slot = start + length * i / count;
            var slotEnd = last ? end : start + length * (i + 1) / count;
            var from = slot + (long)((slotEnd - slot) * one.With("from").Between(0, 0.5));
            var to = last ? end : from + (long)((slotEnd - from) * one.With("to").Between(0.3, 1));
            var middle = Math.Sin(Math.PI * (i + 0.5) / count);
            AddByDay(bursts, from, to, one.With("weight").Between(0.3, 1) * (1 + 0.4 * middle));
        }

        if (draw.With("night").Chance(NightShiftPercent))
        {
            AddNight(bursts, draw.With("night shift"));
        }

        return bursts;
    }

    private static (int From, int To) Stall(int slots, Draw draw)
    {
        if (!draw.Chance(StallPercent))
        {
            return (0, 0);
        }

        var from = (int)draw.With("from").Between(0, slots);
        return (from, from + 2 + (int)draw.With("length").Between(0, 7));
    }

    /// <summary>A burst that would run through the night rests there.</summary>
    private static void AddByDay(List<Burst> bursts, long from, long to, double weight)
    {
        while (from < to)
        {
            var until = Math.Min(to, (from / WorkingHours.Day + 1) * WorkingHours.Day);
            bursts.Add(new(WorkingHours.Start(from), WorkingHours.End(until), weight * (until - from) / (to - from)));
            weight -= weight * (until - from) / (to - from);
            from = until;
        }

        if (bursts.Count == 0)
        {
            bursts.Add(new(WorkingHours.End(to), WorkingHours.End(to), weight));
        }
    }

    private static void AddNight(List<Burst> bursts, Draw draw)
    {
        var nights = Enumerable.Range(1, bursts.Count - 1)
            .Where(i => bursts[i].From - bursts[i - 1].To >= 8 * TimeSpan.TicksPerHour)
            .ToArray();
        if (nights.Length == 0)
        {
            return;
        }

        var next = nights[(int)draw.Between(0, nights.Length)];
        var from = bursts[next - 1].To + TimeSpan.TicksPerHour;
        bursts.Insert(next, new(from, from + 2 * TimeSpan.TicksPerHour, bursts.Sum(burst => burst.Weight) * 0.02));
    }
}
