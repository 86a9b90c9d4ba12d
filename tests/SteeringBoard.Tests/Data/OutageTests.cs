using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SteeringBoard.Data;

namespace SteeringBoard.Tests.Data;

/// <summary>What is the record being out of reach, and what is a fault of our own.</summary>
public sealed class OutageTests
{
    public static TheoryData<Exception, bool> Errors => new()
    {
        { new NpgsqlException("gone"), true },
        { new SqliteException("locked", 5), true },
        { new DbUpdateException("not saved", new NpgsqlException("gone")), true },
        { new InvalidOperationException("likely due to a transient failure", new NpgsqlException("gone")), true },
        { new InvalidOperationException("likely due to a transient failure", new DbUpdateException("not saved", new TimeoutException())), true },
        { new TimeoutException(), true },
        { new IOException("broken pipe"), true },
        { new InvalidOperationException("our own"), false },
        { new InvalidOperationException("our own", new FormatException("also ours")), false },
        { new OperationCanceledException(), false },
        { new FormatException(), false },
    };

    [Theory, MemberData(nameof(Errors))]
    public void Only_what_the_record_says_or_what_wraps_it_is_an_outage(Exception error, bool isOutage) => Assert.Equal(isOutage, Outage.Is(error));
}
