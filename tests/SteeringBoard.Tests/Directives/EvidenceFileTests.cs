using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Data;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>Evidence files stay while something names them, and go when nothing ever will.</summary>
public sealed class EvidenceFileTests
{
    [Fact]
    public async Task The_file_of_a_refused_step_is_let_go()
    {
        await using var register = await TestRegister.StartAsync();
        var file = await KeptAsync(register, 1);
        await register.RefusedAsync(RefusalCodes.LineMissing, Cast.Province, Steps.Progress("") with { FileHash = file.Hash });

        await register.Files.LetGoAsync(file, default);

        Assert.False(register.Files.Has(file.Hash));
    }

    [Fact]
    public async Task A_file_that_a_step_names_or_that_was_there_before_stays()
    {
        await using var register = await TestRegister.StartAsync();
        var taken = await KeptAsync(register, 1);
        await register.DoAsync(Cast.Province, Steps.Progress() with { FileHash = taken.Hash });
        var again = await KeptAsync(register, 1);

        await register.Files.LetGoAsync(taken, default);
        await register.Files.LetGoAsync(again, default);

        Assert.Equal((true, false), (taken.IsNew, again.IsNew));
        Assert.True(register.Files.Has(taken.Hash));
    }

    [Fact]
    public async Task A_sweep_takes_what_no_row_names_once_its_step_can_no_longer_come()
    {
        await using var register = await TestRegister.StartAsync();
        var (named, old, fresh) = (await KeptAsync(register, 1), await KeptAsync(register, 2), await KeptAsync(register, 3));
        await register.DoAsync(Cast.Province, Steps.Progress() with { FileHash = named.Hash });
        var now = register.Board.Time.GetUtcNow();
        Written(register, named.Hash, now - TimeSpan.FromDays(9));
        Written(register, old.Hash, now - EvidenceFiles.LeftFor - TimeSpan.FromSeconds(1));
        Written(register, fresh.Hash, now - EvidenceFiles.LeftFor + TimeSpan.FromSeconds(1));

        await register.Files.SweepAsync(default);

        Assert.Equal((true, false, true), (register.Files.Has(named.Hash), register.Files.Has(old.Hash), register.Files.Has(fresh.Hash)));
    }

    [Fact]
    public async Task A_file_that_somebody_else_has_kept_meanwhile_stays()
    {
        await using var register = await TestRegister.StartAsync();
        var mine = await KeptAsync(register, 1);
        Written(register, mine.Hash, new DateTimeOffset(mine.Written).AddSeconds(1));

        await register.Files.LetGoAsync(mine, default);

        Assert.True(register.Files.Has(mine.Hash));
    }

    [Fact]
    public async Task An_old_file_that_a_step_is_about_to_name_is_left_by_a_sweep()
    {
        await using var register = await TestRegister.StartAsync();
        var (held, left) = (await KeptAsync(register, 1), await KeptAsync(register, 2));
        var old = register.Board.Time.GetUtcNow() - TimeSpan.FromDays(9);
        Written(register, held.Hash, old);
        Written(register, left.Hash, old);

        Assert.True(register.Files.Hold(held.Hash));
        await register.Files.SweepAsync(default);

        Assert.Equal((true, false), (register.Files.Has(held.Hash), register.Files.Has(left.Hash)));
        Assert.False(register.Files.Hold(left.Hash));
    }

    [Fact]
    public async Task The_files_of_a_day_are_counted_anew_the_next()
    {
        await using var register = await TestRegister.StartAsync();
        var quota = new EvidenceQuota(register.Board.Time);

        Assert.Equal(EvidenceQuota.FilesADay, Enumerable.Range(0, 500).Count(_ => quota.Take(TestProgramme.Province)));
        Assert.True(quota.Take(TestProgramme.OtherProvince));
        register.Board.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(quota.Take(TestProgramme.Province));
    }

    [Fact]
    public async Task A_sweep_of_nothing_does_nothing()
    {
        await using var register = await TestRegister.StartAsync();

        await register.Files.SweepAsync(default);
    }

    private static async Task<KeptFile> KeptAsync(TestRegister register, byte content) => (await register.Files.KeepAsync(new MemoryStream([content]), default))!;

    private static void Written(TestRegister register, string hash, DateTimeOffset at) =>
        File.SetLastWriteTimeUtc(Path.Combine(register.Board.Services.GetRequiredService<RecordOptions>().Directory, "evidence", hash), at.UtcDateTime);
}
