using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Bodies;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Seed;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody brings the real commune-level units: all rows or none.</summary>
public sealed class ImportTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const int Units = 3321;

    [Fact]
    public async Task The_real_table_stands_in_place_of_the_simulated_units_however_often_it_is_imported()
    {
        var table = Repository.RealCommunes ?? "";
        Assert.SkipWhen(table.Length == 0, "shared/testdata/communes.csv is not beside the repository");

        for (var time = 0; time < 2; time++)
        {
            var said = await Executable.DoneAsync(folder["real"], "import", "bodies", table);
            Assert.Contains($"{Units} commune-level bodies", said, StringComparison.Ordinal);
        }

        var communes = await CommunesAsync(folder["real"]);
        Assert.Equal(Units, communes.Count);
        Assert.All(communes, commune => Assert.False(commune.Simulated, commune.Code));
        Assert.Equal("Hoàn Kiếm", Assert.Single(communes, commune => commune.Code == "00070").Name.Vi);
    }

    [Fact]
    public async Task A_wrong_row_is_told_with_file_row_and_reason_and_nothing_of_the_table_is_loaded()
    {
        // Every row is good but the last.
        var rows = SeedBodyFileTests.Table().TrimEnd('\n').Split('\n');
        rows[^1] = rows[^1].Replace(",commune,", ",town,", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["communes.csv"], string.Join('\n', rows), TestContext.Current.CancellationToken);

        var said = await Executable.RefusedAsync(folder["wrong"], ["import", "bodies", folder["communes.csv"]], [], $"communes.csv, row {rows.Length}:");

        Assert.Contains("type is 'town'", said, StringComparison.Ordinal);
        var communes = await CommunesAsync(folder["wrong"]);
        Assert.Equal(Units, communes.Count);
        Assert.All(communes, commune => Assert.True(commune.Simulated, commune.Code));
    }

    [Fact]
    public Task A_table_that_is_not_there_is_told() =>
        Executable.RefusedAsync(folder["none"], ["import", "bodies", folder["nowhere.csv"]], [], "nowhere.csv");

    private static async Task<List<Body>> CommunesAsync(string data)
    {
        await using var services = new ServiceCollection().AddLogging().AddData(new RecordOptions(data, null)).BuildServiceProvider();
        await using var db = services.GetRequiredService<IRecord>().Open();
        return await db.Set<Body>().AsNoTracking().Where(body => body.Set == "vn-2025" && body.Kind == BodyKind.Commune).ToListAsync();
    }
}
