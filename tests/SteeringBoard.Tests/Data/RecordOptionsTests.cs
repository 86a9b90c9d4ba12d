using Npgsql;
using SteeringBoard.Data;

namespace SteeringBoard.Tests.Data;

/// <summary>How PostgreSQL is connected to.</summary>
public sealed class RecordOptionsTests
{
    [Theory]
    [InlineData("Host=db", 64)]
    [InlineData("Host=db;Max Auto Prepare=0", 0)]
    [InlineData("Host=db;max auto prepare=8", 8)]
    public void Statements_are_kept_planned_unless_the_connection_string_says_how_many(string configured, int kept)
    {
        var options = new RecordOptions("", configured);

        Assert.Equal(kept, new NpgsqlConnectionStringBuilder(options.PostgresConnectionString).MaxAutoPrepare);
    }
}
