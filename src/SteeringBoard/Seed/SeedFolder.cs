using SteeringBoard.Bodies;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>Reads a seed folder (seed-data/README.md says what is in it): a folder for each set of <c>body-sets.csv</c>, every other is a programme.</summary>
public static class SeedFolder
{
    /// <summary>All of it, or every fault found.</summary>
    public static SeedOutcome<SeedData> Read(string folder)
    {
        var files = new SeedFiles(folder);
        var sets = BodyTables.ReadSets(files);
        var bodies = BodyTables.ReadBodies(files, sets);
        var programmes = files.Folders.Except(sets.Select(set => set.Code)).Select(name => new ProgrammeTables(files, name, bodies)).ToList();
        if (programmes.Count == 0)
        {
            files.Faults.Add(new SeedFault("programme.csv", 0, "no folder holds a programme"));
        }
        return files.Faults.Count > 0
            ? new SeedOutcome<SeedData>(null, [.. files.Faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Row)])
            : new SeedOutcome<SeedData>(Whole(sets, bodies, programmes), []);
    }

    private static SeedData Whole(
        IReadOnlyList<BodySet> sets, IReadOnlyDictionary<string, IReadOnlyList<Body>> bodies, IReadOnlyList<ProgrammeTables> programmes) => new(
        sets,
        [.. sets.SelectMany(set => bodies[set.Code])],
        [.. programmes.Select(tables => tables.Programme!)],
        [.. programmes.SelectMany(tables => tables.Items)],
        [.. programmes.SelectMany(tables => tables.Indicators)],
        [.. programmes.SelectMany(tables => tables.Directives)],
        [.. programmes.SelectMany(tables => tables.Denominators)],
        [.. programmes.SelectMany(tables => tables.Readings)]);
}
