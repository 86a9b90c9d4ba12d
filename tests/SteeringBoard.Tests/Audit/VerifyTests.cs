using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Audit;

/// <summary>Somebody with the database in hand harms the trail: the check names the first entry that does not hold.</summary>
public sealed class VerifyTests(Servers servers)
{
    [Theory]
    [InlineData("""UPDATE "audit" SET "By" = 'x' WHERE "Number" = 3""", 3, AuditBreak.Changed)]
    [InlineData("""UPDATE "audit" SET "Details" = '[]' WHERE "Number" = 3""", 3, AuditBreak.Changed)]
    [InlineData("""UPDATE "audit" SET "At" = 0 WHERE "Number" = 3""", 3, AuditBreak.Changed)]
    [InlineData("""UPDATE "audit" SET "Search" = '' WHERE "Number" = 3""", 3, AuditBreak.Changed)]
    [InlineData("""UPDATE "audit" SET "Role" = "By", "By" = "Role" WHERE "Number" = 3""", 3, AuditBreak.Changed)]
    [InlineData("""UPDATE "audit" SET "Hash" = (SELECT "Hash" FROM "audit" WHERE "Number" = 2) WHERE "Number" = 3""", 3, AuditBreak.Changed)]
    [InlineData("""DELETE FROM "audit" WHERE "Number" = 1""", 1, AuditBreak.Missing)]
    [InlineData("""DELETE FROM "audit" WHERE "Number" = 3""", 3, AuditBreak.Missing)]
    [InlineData("""UPDATE "audit" SET "Number" = "Number" + 10 WHERE "Number" > 2""", 3, AuditBreak.Missing)]
    [InlineData("""DELETE FROM "audit" WHERE "Number" > 3""", 4, AuditBreak.CutOff)]
    [InlineData("""DELETE FROM "audit" """, 1, AuditBreak.CutOff)]
    [InlineData("""UPDATE "audit_head" SET "Number" = 4""", 5, AuditBreak.HeadDiffers)]
    [InlineData("""UPDATE "audit_head" SET "Hash" = (SELECT "Hash" FROM "audit" WHERE "Number" = 2)""", 5, AuditBreak.HeadDiffers)]
    [InlineData("DELETE FROM \"audit_head\"", 5, AuditBreak.HeadDiffers)]
    [InlineData("DELETE FROM \"audit_head\"; DELETE FROM \"audit\" WHERE \"Number\" = 3", 3, AuditBreak.Missing)]
    public async Task The_first_entry_that_does_not_hold_is_named(string harm, long number, AuditBreak why)
    {
        foreach (var postgres in new[] { false, true })
        {
            await using var board = await TestBoard.StartAsync(servers, postgres);
            await Trail.WriteAsync(board.Record, "a", "b", "c", "d", "e");
            Assert.Equal((5L, null), ((await Trail.VerifyAsync(board.Record)).Entries, (await Trail.VerifyAsync(board.Record)).Broken));

            await Trail.HarmAsync(board.Record, harm);

            var found = await Trail.VerifyAsync(board.Record);
            Assert.Equal((number, why), found.Broken);
        }
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_found()
    {
        await using var board = await TestBoard.StartAsync();
        await Trail.WriteAsync(board.Record, "a", "b", "c", "d");

        await Trail.HarmAsync(
            board.Record,
            """UPDATE "audit" SET "Number" = -2 WHERE "Number" = 2; UPDATE "audit" SET "Number" = 2 WHERE "Number" = 3; UPDATE "audit" SET "Number" = 3 WHERE "Number" = -2""");

        Assert.Equal((2, AuditBreak.Changed), (await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Fact]
    public async Task An_end_cut_off_with_its_head_is_found_by_a_mark_noted_before()
    {
        await using var board = await TestBoard.StartAsync();
        await Trail.WriteAsync(board.Record, "a", "b", "c", "d");
        var noted = await new AuditTrail(board.Record).HeadAsync(TestContext.Current.CancellationToken);

        await Trail.HarmAsync(
            board.Record,
            """DELETE FROM "audit" WHERE "Number" > 2; UPDATE "audit_head" SET "Number" = 2, "Hash" = (SELECT "Hash" FROM "audit" WHERE "Number" = 2)""");

        Assert.Null((await Trail.VerifyAsync(board.Record)).Broken);
        Assert.Equal((3, AuditBreak.NotAsNoted), (await Trail.VerifyAsync(board.Record, noted)).Broken);
        await Trail.WriteAsync(board.Record, "other", "words");
        Assert.Equal((4, AuditBreak.NotAsNoted), (await Trail.VerifyAsync(board.Record, noted)).Broken);
    }

    [Theory]
    [InlineData("""UPDATE "readings" SET "Value" = 90 WHERE "Id" = 2""", 2)]
    [InlineData("""UPDATE "readings" SET "Note" = 'x' WHERE "Id" = 3""", 3)]
    [InlineData("""DELETE FROM "readings" WHERE "Id" = 1""", 1)]
    public async Task A_reading_that_is_no_longer_as_it_was_written_is_found(string harm, long number)
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync(TestProgramme.Province);
        for (var value = 1; value <= 3; value++)
        {
            await board.SayAsync(source, board.Now.AddSeconds(value), new ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = 100 });
        }

        await Trail.HarmAsync(board.Record, harm);

        Assert.Equal((number, AuditBreak.RecordDiffers), (await Trail.VerifyAsync(board.Record)).Broken);
    }

    [Theory]
    [InlineData(0, 1L, null)]
    [InlineData(4, null, "readings 4")]
    public async Task A_reading_slipped_in_before_the_first_or_behind_the_last_is_found(int id, long? number, string? untold)
    {
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync(TestProgramme.Province);
        for (var value = 1; value <= 3; value++)
        {
            await board.SayAsync(source, board.Now.AddSeconds(value), new ReadingEntry { Indicator = TestProgramme.Configured, Value = value, Total = 100 });
        }
        Assert.Equal((null, null), ((await Trail.VerifyAsync(board.Record)).Broken, (await Trail.VerifyAsync(board.Record)).Untold));

        await using (var db = board.Record.Open())
        {
            var columns = string.Join(", ", db.Model.FindEntityType(typeof(ReadingRow))!.GetProperties().Select(property => property.Name).Where(name => name != "Id"));
            await Trail.HarmAsync(board.Record, $"INSERT INTO readings (Id, {columns}) SELECT {id}, {columns} FROM readings WHERE Id = 1");
        }

        var found = await Trail.VerifyAsync(board.Record);
        Assert.Equal((number, untold), (found.Broken?.Number, found.Untold));
    }

    [Fact]
    public async Task A_mark_is_read_as_it_was_printed()
    {
        await using var board = await TestBoard.StartAsync();
        await Trail.WriteAsync(board.Record, "a");
        var mark = await new AuditTrail(board.Record).HeadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(mark, AuditMark.Read(mark.ToString()));
        Assert.Null(AuditMark.Read("1:short"));
    }
}
