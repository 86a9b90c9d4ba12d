using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SteeringBoard.Collection.Sweeps;

/// <summary>
/// The file of the schedule. A commit need not reach the disk before the next: the end of the process takes nothing from it, a power cut the
/// last firings, of which a late sweep is made once anyway, and a pause of the last moments.
/// </summary>
internal sealed class JobsFile(string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(connectionString);
        connection.StateChange += static (sender, change) =>
        {
            if (change.CurrentState is ConnectionState.Open)
            {
                using var command = ((SqliteConnection)sender).CreateCommand();
                command.CommandText = "PRAGMA synchronous=NORMAL";
                command.ExecuteNonQuery();
            }
        };
        return connection;
    }
}
