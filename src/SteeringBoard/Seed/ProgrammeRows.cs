using SteeringBoard.Bodies;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>Reads the one row that is a programme.</summary>
internal static class ProgrammeRows
{
    public static Programme Read(SeedRow row, string folder, IReadOnlyDictionary<string, IReadOnlyList<Body>> bodiesBySet)
    {
        var programme = new Programme
        {
            Code = row.Required("code"),
            Name = row.Localized("name"),
            BodySet = row.Required("body_set"),
            Zone = row.Required("zone"),
            HardStop = row.OptionalInstant("hard_stop"),
            Clock = new ClockPlan(row.OptionalInstant("clock_start"), row.Speed("clock_speed"), row.OptionalInstant("clock_until")),
            Simulated = row.Flag("simulated"),
        };
        row.Required("source");
        if (programme.Code != folder)
        {
            row.Fault($"code {programme.Code} is not the name of its folder");
        }
        if (!bodiesBySet.ContainsKey(programme.BodySet))
        {
            row.Fault($"body_set {programme.BodySet} is not in body-sets.csv");
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(programme.Zone, out _))
        {
            row.Fault($"zone {programme.Zone} is not known");
        }
        if (!programme.Clock.IsRehearsal && programme.Clock != ClockPlan.Real)
        {
            row.Fault("a clock with no clock_start is the real one: clock_speed 1 and no clock_until");
        }
        if (programme.Clock.Until <= programme.Clock.Start)
        {
            row.Fault("clock_until is not after clock_start");
        }
        return programme;
    }
}
