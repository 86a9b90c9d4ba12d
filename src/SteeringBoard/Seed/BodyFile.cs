using System.Globalization;
using System.Text.RegularExpressions;
using SteeringBoard.Bodies;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>Reads the real table of commune-level units, which takes the place of the ones made from the counts.</summary>
public static partial class BodyFile
{
    private const int MostFaults = 100;

    /// <summary>The commune-level units of a set, or what is wrong with the file (the first 100 faults).</summary>
    /// <param name="path">CSV with the columns code, province_code, name_vi, name_ascii, type, lat, lon.</param>
    /// <param name="bodies">The bodies of the set: each province must have as many rows as it counts units.</param>
    public static SeedOutcome<IReadOnlyList<Body>> Read(string path, IEnumerable<Body> bodies)
    {
        var provinces = bodies.Where(body => body.Kind is BodyKind.Province).ToDictionary(body => body.Code, StringComparer.Ordinal);
        var name = Path.GetFileName(path);
        var files = new SeedFiles(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var communes = files.Rows(name, "code", "province_code", "name_vi", "name_ascii", "type", "lat", "lon")
            .Select(row => new Seeded<Body>(row, Read(row, provinces, name))).ToList();
        communes.RefuseTwins(commune => commune.Code);

        // A file that could not be read has no counts worth telling.
        if (communes.Count > 0)
        {
            files.Faults.AddRange(WrongCounts(communes, provinces.Values).Select(reason => new SeedFault(name, 0, reason)));
        }
        else if (files.Faults.Count == 0)
        {
            files.Faults.Add(new SeedFault(name, 0, "the file has no rows"));
        }
        return files.Faults.Count > 0
            ? new SeedOutcome<IReadOnlyList<Body>>(null, [.. files.Faults.OrderBy(fault => fault.Row).Take(MostFaults)])
            : new SeedOutcome<IReadOnlyList<Body>>([.. communes.Select(commune => commune.Value)], []);
    }

    private static IEnumerable<string> WrongCounts(List<Seeded<Body>> communes, IEnumerable<Body> provinces)
    {
        var counts = communes.CountBy(commune => commune.Value.Parent!).ToDictionary();
        return
            from province in provinces
            let count = counts.GetValueOrDefault(province.Code)
            where count != province.Communes
            select $"province {province.Code} {province.Name.Vi} has {count} rows; the seed counts {province.Communes} commune-level units";
    }

    private static void RefuseWrong(SeedRow row, string column, int most)
    {
        if (row.Optional(column) is { } text
            && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most))
        {
            row.Fault($"{column} is '{text}', not degrees from -{most} to {most}");
        }
    }

    private static Body Read(SeedRow row, Dictionary<string, Body> provinces, string source)
    {
        var code = row.Required("code");
        if (code.Length > 0 && !CodeShape().IsMatch(code))
        {
            row.Fault($"code is '{code}', not five digits (a spreadsheet may have dropped the zeros in front)");
        }
        var parent = row.Required("province_code");
        if (!provinces.TryGetValue(parent, out var province) && parent.Length > 0)
        {
            row.Fault($"province_code {parent} is no province of the set");
        }
        RefuseWrong(row, "lat", 90);
        RefuseWrong(row, "lon", 180);
        var plain = row.Required("name_ascii");
        return new Body
        {
            Set = province?.Set ?? "",
            Code = code,
            Kind = BodyKind.Commune,
            Parent = parent,
            Name = new LocalizedText(row.Required("name_vi"), plain, plain),
            Type = row.OneOf("type", ("ward", "ward"), ("commune", "commune"), ("special-zone", "special-zone"), ("special_zone", "special-zone")),
            Source = source,
        };
    }

    [GeneratedRegex(@"^\d{5}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeShape();
}
