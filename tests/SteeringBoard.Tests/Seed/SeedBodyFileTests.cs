using System.Globalization;
using SteeringBoard.Bodies;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Seed;

/// <summary>The real table of commune-level units, row by row as it is imported.</summary>
public sealed class SeedBodyFileTests : IDisposable
{
    private const string Header = "code,province_code,name_vi,name_ascii,type,lat,lon\n";

    private static readonly Body[] Bodies =
        [.. (SeedFolder.Read(SeedCopy.Real).Value ?? throw new InvalidOperationException("the seed has faults")).Bodies.Where(body => body.Set == "vn-2025")];

    private readonly string _folder = Directory.CreateTempSubdirectory("bodies-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_real_table_is_read_whole()
    {
        var path = Repository.RealCommunes ?? string.Empty;
        Assert.SkipWhen(path.Length == 0, "shared/testdata/communes.csv is not beside the repository");
        var outcome = BodyFile.Read(path, Bodies);
        Assert.Empty(outcome.Faults);
        var communes = outcome.Value!;
        Assert.Equal(3321, communes.Count);
        var hoanKiem = Assert.Single(communes, commune => commune.Code == "00070");
        Assert.Equal(
            ("Hoàn Kiếm", "Hoan Kiem", "01", "ward", false, "vn-2025"),
            (hoanKiem.Name.Vi, hoanKiem.Name.En, hoanKiem.Parent, hoanKiem.Type, hoanKiem.Simulated, hoanKiem.Set));
    }

    [Fact]
    public void The_real_table_agrees_with_the_seed_on_wards_and_special_zones()
    {
        var path = Repository.RealCommunes ?? string.Empty;
        Assert.SkipWhen(path.Length == 0, "shared/testdata/communes.csv is not beside the repository");
        var communes = BodyFile.Read(path, Bodies).Value!.ToLookup(commune => commune.Parent);
        Assert.All(Bodies.Where(body => body.Kind is BodyKind.Province), province => Assert.Equal(
            (province.Code, province.Wards, province.SpecialZones),
            (province.Code, communes[province.Code].Count(unit => unit.Type == "ward"), communes[province.Code].Count(unit => unit.Type == "special-zone"))));
    }

    [Fact]
    public void A_table_as_the_seed_counts_is_read() => Assert.Equal(3321, Read(Table()).Value!.Count);

    [Theory]
    [InlineData("04001,04", "04001,97", 1, "province_code 97 is no province of the set")]
    [InlineData("04001,04", "4001,04", 1, "code is '4001', not five digits")]
    [InlineData("04002,04", "04001,04", 2, "04001 is there already")]
    [InlineData("04001,04,Tên,Ten,commune", "04001,04,Tên,Ten,town", 1, "type is 'town', not one of ward, commune, special-zone, special_zone")]
    [InlineData("04001,04,Tên", "04001,04,", 1, "name_vi is empty")]
    [InlineData("04001,04,Tên,", "04001,04,Tên", 1, "more or fewer fields")]
    [InlineData("04001,04,Tên,Ten,commune,21.0", "04001,04,Tên,Ten,commune,north", 1, "lat is 'north', not degrees from -90 to 90")]
    [InlineData("04001,04,Tên,Ten,commune,21.0,105.8", "04001,04,Tên,Ten,commune,21.0,1058", 1, "lon is '1058', not degrees from -180 to 180")]
    public void A_wrong_row_is_refused_with_file_row_and_reason(string old, string with, int unit, string reason)
    {
        var table = Table();
        var row = table.Split('\n').ToList().FindIndex(line => line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{4000 + unit:D5},04"), StringComparison.Ordinal)) + 1;
        Assert.Contains(
            Read(table.Replace(old, with, StringComparison.Ordinal)).Faults,
            fault => fault.File == "communes.csv" && fault.Row == row && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_province_with_another_count_is_named_with_both_numbers()
    {
        var outcome = Read(Table() + "04999,04,Tên,Ten,ward,22.6,106.2\n");
        Assert.Null(outcome.Value);
        Assert.Equal("communes.csv: province 04 Cao Bằng has 57 rows; the seed counts 56 commune-level units", Assert.Single(outcome.Faults).ToString());
    }

    [Fact]
    public void A_file_that_is_no_table_is_refused_by_its_header() =>
        Assert.All(Read("{ \"code\": \"00070\" }").Faults, fault => Assert.Equal(1, fault.Row));

    [Fact]
    public void A_file_with_a_header_only_is_refused() => Assert.Equal("communes.csv: the file has no rows", Assert.Single(Read(Header).Faults).ToString());

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("nowhere.csv: the file is missing", Assert.Single(BodyFile.Read(Path.Combine(_folder, "nowhere.csv"), Bodies).Faults).ToString());

    [Fact]
    public void A_hundred_faults_are_enough() =>
        Assert.Equal(100, Read(Table().Replace(",commune,", ",town,", StringComparison.Ordinal)).Faults.Count);

    private SeedOutcome<IReadOnlyList<Body>> Read(string table)
    {
        var path = Path.Combine(_folder, "communes.csv");
        File.WriteAllText(path, table);
        return BodyFile.Read(path, Bodies);
    }

    /// <summary>A table with as many rows as the seed counts; units of Cao Bằng are 04001, 04002, ….</summary>
    internal static string Table() => Header + string.Concat(
        from province in Bodies
        where province.Kind is BodyKind.Province
        from number in Enumerable.Range(1, province.Communes)
        select string.Create(CultureInfo.InvariantCulture, $"{province.Code}{number:D3},{province.Code},Tên,Ten,commune,21.0,105.8\n"));
}
