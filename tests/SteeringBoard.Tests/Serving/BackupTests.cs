using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Npgsql;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Serving.DirectiveCalls;

namespace SteeringBoard.Tests.Serving;

/// <summary>A rehearsal of the bad day: all a board keeps is saved while it serves, and brought back into an empty place.</summary>
public sealed class BackupTests(Servers servers) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_restored_is_what_was_there_table_by_table_and_file_by_file(bool postgres)
    {
        var (from, to) = postgres ? (await DatabaseAsync(), await DatabaseAsync()) : ([], new Dictionary<string, string>());
        await using var board = await StartAsync(from);
        await UseAsync(board);

        // While it serves, and again when it stands still: only then can the two be compared row by row.
        var serving = await Executable.DoneAsync(board.DataDirectory, from, "backup", _folder["serving.zip"]);
        Assert.Contains("audit trail up to", serving, StringComparison.Ordinal);
        board.Kill();
        await Executable.DoneAsync(board.DataDirectory, from, "backup", _folder["still.zip"]);
        var said = await Executable.DoneAsync(_folder["restored"], to, "restore", _folder["still.zip"]);

        Assert.Equal(await FilesAsync(board.DataDirectory), await FilesAsync(_folder["restored"]));
        Assert.Contains(await FilesAsync(_folder["restored"]), file => file.Name.StartsWith("evidence/", StringComparison.Ordinal));
        var (before, after) = postgres
            ? (await TablesAsync(new NpgsqlConnection(from["ConnectionStrings:Record"])), await TablesAsync(new NpgsqlConnection(to["ConnectionStrings:Record"])))
            : (await TablesAsync(Sqlite(board.DataDirectory)), await TablesAsync(Sqlite(_folder["restored"])));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.NotEmpty(after["readings"]);
        Assert.NotEmpty(after["assignment_updates"]);
        var mark = said[(said.IndexOf("--noted=", StringComparison.Ordinal) + 8)..^1].Trim();
        Assert.Contains("trail is whole", await Executable.DoneAsync(_folder["restored"], to, "audit", "verify", $"--noted={mark}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_taken_while_the_board_serves_holds_what_was_acknowledged_before()
    {
        await using var board = await StartAsync([]);
        await UseAsync(board);

        await Executable.DoneAsync(board.DataDirectory, "backup", _folder["serving.zip"]);
        await Executable.DoneAsync(_folder["restored"], "restore", _folder["serving.zip"]);

        Assert.Contains("trail is whole", await Executable.DoneAsync(_folder["restored"], "audit", "verify"), StringComparison.Ordinal);
        Assert.Contains((await TablesAsync(Sqlite(_folder["restored"])))["assignment_updates"], row => row.Contains("Đã xong 3/5", StringComparison.Ordinal));
        Assert.Contains((await FilesAsync(_folder["restored"])).Select(file => file.Name), name => name.StartsWith("evidence/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_is_not_empty_is_left_as_it_is()
    {
        await SeedAsync();
        await Executable.DoneAsync(_folder["data"], "backup", _folder["backup.zip"]);
        Directory.CreateDirectory(_folder["taken"]);
        await File.WriteAllTextAsync(_folder["taken/mine.txt"], "mine", TestContext.Current.CancellationToken);

        await Executable.RefusedAsync(_folder["taken"], ["restore", _folder["backup.zip"]], [], "Data:Directory");
        await Executable.RefusedAsync(_folder["data"], ["backup", _folder["backup.zip"]], [], "there already");

        Assert.Equal(["mine.txt"], (await FilesAsync(_folder["taken"])).Select(file => file.Name));
    }

    [Theory]
    [InlineData("data/backup.zip")]
    [InlineData("data/evidence/../backups/backup.zip")]
    public async Task A_backup_into_the_folder_it_saves_is_refused_and_leaves_nothing_there(string file)
    {
        await SeedAsync();
        var before = await FilesAsync(_folder["data"]);

        await Executable.RefusedAsync(_folder["data"], ["backup", _folder[file]], [], "outside of it");

        Assert.Equal(before, await FilesAsync(_folder["data"]));
        await Executable.DoneAsync(_folder["data"], "backup", _folder["data-backup.zip"]);
    }

    [Fact]
    public async Task A_database_that_is_not_empty_or_of_another_kind_is_left_as_it_is()
    {
        await SeedAsync();
        await Executable.DoneAsync(_folder["data"], "backup", _folder["backup.zip"]);
        var database = await DatabaseAsync();

        await Executable.RefusedAsync(_folder["elsewhere"], ["restore", _folder["backup.zip"]], database, "ConnectionStrings:Record");
        await using (var connection = new NpgsqlConnection(database["ConnectionStrings:Record"]))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("CREATE TABLE mine (id int)", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        Assert.False(Directory.Exists(_folder["elsewhere"]));
    }

    [Fact]
    public async Task A_damaged_archive_restores_nothing()
    {
        await SeedAsync();
        await Executable.DoneAsync(_folder["data"], "backup", _folder["backup.zip"]);
        await using (var zip = await ZipFile.OpenAsync(_folder["backup.zip"], ZipArchiveMode.Update, TestContext.Current.CancellationToken))
        {
            zip.GetEntry("record.db")!.Delete();
            await using var stream = await zip.CreateEntry("record.db").OpenAsync(TestContext.Current.CancellationToken);
            stream.Write("not what was saved"u8);
        }

        await Executable.RefusedAsync(_folder["restored"], ["restore", _folder["backup.zip"]], [], "damaged");
        await Executable.RefusedAsync(_folder["restored"], ["restore", Path.Combine(_folder["data"], "record.db")], [], "no archive");
        await Executable.RefusedAsync(_folder["restored"], ["restore", _folder["nowhere.zip"]], [], "nowhere.zip");

        Assert.False(Directory.Exists(_folder["restored"]));
    }

    [Fact]
    public async Task Without_the_tools_of_PostgreSQL_it_says_what_to_install()
    {
        var settings = await DatabaseAsync();
        await Executable.DoneAsync(_folder["data"], settings, "import", "bodies", Table());
        settings["Data:PostgresTools"] = _folder.Path;

        await Executable.RefusedAsync(_folder["data"], ["backup", _folder["backup.zip"]], settings, "Data:PostgresTools");

        Assert.False(File.Exists(_folder["backup.zip"]));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<BoardProcess> StartAsync(Dictionary<string, string> settings) => BoardProcess.StartAsync(new Dictionary<string, string>(settings)
    {
        ["Demo:Enabled"] = "true",
        ["Demo:Claims"] = "false",
        ["Demo:Speed"] = "1",
    });

    /// <summary>Something of every kind: a reading, an update, an evidence file.</summary>
    private static async Task UseAsync(BoardProcess board)
    {
        using var province = board.CreateClient("sb_demo_79");
        await province.PushAsync(Calls.Procedures("79", new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7)), 1874));
        using var sent = await province.SendFileAsync("G08", "79", "biên bản"u8.ToArray());
        Assert.True(sent.IsSuccessStatusCode);
        await province.UpdateAsync("G08", "79", Said("progress", 0, "Đã xong 3/5"));
    }

    /// <summary>A record without a board: the seed and an import.</summary>
    private Task<string> SeedAsync() => Executable.DoneAsync(_folder["data"], "import", "bodies", Table());

    private string Table()
    {
        File.WriteAllText(_folder["communes.csv"], Seed.SeedBodyFileTests.Table());
        return _folder["communes.csv"];
    }

    private async Task<Dictionary<string, string>> DatabaseAsync() =>
        new() { ["ConnectionStrings:Record"] = await (await servers.PostgresAsync()).CreateDatabaseAsync() + ";Pooling=false" };

    private static SqliteConnection Sqlite(string folder) => new($"Data Source={new RecordOptions(folder, null).SqliteFile};Pooling=false");

    private static async Task<List<(string Name, string Hash)>> FilesAsync(string folder)
    {
        var files = new List<(string, string)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains(".db", StringComparison.Ordinal)))
        {
            files.Add((Path.GetRelativePath(folder, file), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)))));
        }
        return [.. files.Order()];
    }

    /// <summary>Every row of every table, as text.</summary>
    private static async Task<Dictionary<string, List<string>>> TablesAsync(System.Data.Common.DbConnection connection)
    {
        await using var open = connection;
        await open.OpenAsync();
        var names = await RowsAsync(open, open is NpgsqlConnection
            ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            : "SELECT name FROM sqlite_master WHERE type = 'table'");
        var tables = new Dictionary<string, List<string>>();
        foreach (var name in names)
        {
            tables[name] = await RowsAsync(open, $"SELECT * FROM \"{name}\"");
        }
        return tables;
    }

    private static async Task<List<string>> RowsAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(place => reader.GetValue(place) is byte[] bytes
                ? Convert.ToHexString(bytes)
                : Convert.ToString(reader.GetValue(place), System.Globalization.CultureInfo.InvariantCulture))));
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
