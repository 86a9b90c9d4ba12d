using SteeringBoard.Bodies;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>Reads the dated sets and the bodies of each.</summary>
internal static class BodyTables
{
    private static readonly string[] Columns =
    [
        "code", "kind", "parent", "type", "name_vi", "name_en", "name_fr", "communes", "wards", "special_zones",
        "tile_column", "tile_row", "successor", "simulated", "source",
    ];

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<BodySet> ReadSets(SeedFiles files)
    {
        var sets = files.Rows("body-sets.csv", "set", "valid_from", "operating_from", "valid_to", "source")
            .Select(row => new Seeded<BodySet>(row, new BodySet(
                row.Required("set"), row.Day("valid_from"), row.Day("operating_from"), row.OptionalDay("valid_to"), row.Required("source"))))
            .ToList();
        sets.RefuseTwins(set => set.Code);
        foreach (var (row, set) in sets)
        {
            if (set.OperatingFrom < set.ValidFrom)
            {
                row.Fault($"operates from {set.OperatingFrom:O}, before it is valid on {set.ValidFrom:O}");
            }
            if (set.ValidTo <= set.OperatingFrom)
            {
                row.Fault($"ends on {set.ValidTo:O}, before it operates from {set.OperatingFrom:O}");
            }
        }
        return [.. sets.Select(set => set.Value).DistinctBy(set => set.Code).OrderBy(set => set.ValidFrom)];
    }

    /// <summary>The bodies of every set, each after its parent, the communes last.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Body>> ReadBodies(SeedFiles files, IReadOnlyList<BodySet> sets)
    {
        var read = sets.ToDictionary(
            set => set.Code,
            set => files.Rows($"{set.Code}/bodies.csv", Columns).Select(row => new Seeded<Body>(row, Read(row, set.Code))).ToList());
        foreach (var (set, next) in sets.Zip([.. sets.Skip(1).Cast<BodySet?>(), null]))
        {
            Check(read[set.Code], next, next is null ? [] : [.. read[next.Code].Select(body => body.Value.Code)]);
        }
        return read.ToDictionary(set => set.Key, set => InOrder([.. set.Value.Select(body => body.Value).DistinctBy(body => body.Code)]));
    }

    private static Body Read(SeedRow row, string set) => new()
    {
        Set = set,
        Code = row.Required("code"),
        Kind = row.OneOf(
            "kind",
            ("nation", BodyKind.Nation),
            ("ministry", BodyKind.Ministry),
            ("agency", BodyKind.Agency),
            ("enterprise", BodyKind.Enterprise),
            ("vendor", BodyKind.Vendor),
            ("province", BodyKind.Province)),
        Parent = row.Optional("parent"),
        Name = row.Localized("name"),
        Type = row.Text("type"),
        Communes = (int)(row.OptionalCount("communes") ?? 0),
        Wards = (int)(row.OptionalCount("wards") ?? 0),
        SpecialZones = (int)(row.OptionalCount("special_zones") ?? 0),
        TileColumn = (int?)row.OptionalCount("tile_column"),
        TileRow = (int?)row.OptionalCount("tile_row"),
        Successor = row.Optional("successor"),
        Simulated = row.Flag("simulated"),
        Source = row.Required("source"),
    };

    private static void Check(List<Seeded<Body>> bodies, BodySet? next, HashSet<string> nextCodes)
    {
        bodies.RefuseTwins(body => body.Code);
        bodies.Where(body => body.Value.TileColumn is not null).RefuseTwins(body => $"tile {body.TileColumn},{body.TileRow}");
        bodies.Where(body => body.Value.Kind is BodyKind.Nation).RefuseTwins(_ => "a nation");
        var byCode = bodies.ByKey(body => body.Code);
        foreach (var (row, body) in bodies)
        {
            if (body.Kind is BodyKind.Nation ? body.Parent is not null : body.Parent is null)
            {
                row.Fault(body.Parent is null ? "parent is empty; only the nation has none" : "the nation has no parent");
            }
            else if (body.Parent is { } parent && !byCode.ContainsKey(parent))
            {
                row.Fault($"parent {parent} is no body of the set");
            }
            else if (IsBelowItself(body, byCode))
            {
                row.Fault($"{body.Code} is below itself");
            }
            if (body.Successor is { } successor && !nextCodes.Contains(successor))
            {
                row.Fault(next is null ? "a successor in the newest set" : $"successor {successor} is no body of {next.Code}");
            }
            if (body.Kind is BodyKind.Province ? body.Type is not ("province" or "city") : body.Communes + body.Wards + body.SpecialZones > 0)
            {
                row.Fault(body.Kind is BodyKind.Province ? $"type is '{body.Type}', not province or city" : "commune-level units of what is no province");
            }
            if (body.Wards + body.SpecialZones > body.Communes)
            {
                row.Fault($"{body.Wards} wards and {body.SpecialZones} special zones are more than its {body.Communes} commune-level units");
            }
            if (body.TileColumn is null != body.TileRow is null)
            {
                row.Fault("tile_column and tile_row go together");
            }
        }
    }

    private static bool IsBelowItself(Body body, Dictionary<string, Body> byCode)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { body.Code };
        for (var above = body.Parent; above is not null; above = byCode.GetValueOrDefault(above)?.Parent)
        {
            if (above == body.Code)
            {
                return true;
            }
            if (!seen.Add(above))
            {
                return false;
            }
        }
        return false;
    }

    private static IReadOnlyList<Body> InOrder(IReadOnlyList<Body> bodies)
    {
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var ordered = new List<Body>();
        // Parents first, otherwise as in the file; a broken tree has a fault already and is left out.
        while (bodies.Where(body => !placed.Contains(body.Code) && (body.Parent is null || placed.Contains(body.Parent))).ToList() is { Count: > 0 } level)
        {
            ordered.AddRange(level);
            placed.UnionWith(level.Select(body => body.Code));
        }
        return [.. ordered, .. ordered.SelectMany(Communes)];
    }

    /// <summary>Commune-level units with neutral names, as many as the province counts.</summary>
    private static IEnumerable<Body> Communes(Body province) => Enumerable.Range(1, province.Communes).Select(number => new Body
    {
        Set = province.Set,
        Code = $"{province.Code}-{number:D3}",
        Kind = BodyKind.Commune,
        Parent = province.Code,
        Name = new LocalizedText($"Đơn vị cấp xã {number:D3}", $"Commune-level unit {number:D3}", $"Unité communale {number:D3}"),
        Simulated = true,
        Source = $"made from the count of {province.Code}: {province.Source}",
    });
}
