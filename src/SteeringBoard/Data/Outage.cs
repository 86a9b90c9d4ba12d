using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SteeringBoard.Data;

/// <summary>
/// Tells the record being out of reach, or refusing what was written, from a fault of our own: what works in the background waits for the
/// record and tries again, and never ends the node.
/// </summary>
public static class Outage
{
    /// <summary>Whether an error is one of the record's. EF wraps what PostgreSQL may get over in an <see cref="InvalidOperationException"/>.</summary>
    public static bool Is(Exception? error) =>
        error is DbException or DbUpdateException or TimeoutException or IOException || (error is InvalidOperationException { InnerException: { } inner } && Is(inner));

    /// <summary>What the database itself says of an error that is one of the record's.</summary>
    public static string Told(Exception error) => error is InvalidOperationException { InnerException: { } inner } ? Told(inner) : error.Message;
}
