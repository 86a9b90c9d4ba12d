using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Access;

/// <summary>
/// What is done with people, sessions and keys, as the trail keeps it: committed together with what it tells of. No secret is told, nor what
/// one could be guessed by: who fails to come in is named only where there is such a person.
/// </summary>
internal static class AccessAudit
{
    /// <summary>An entry of what somebody did.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="what">What was done.</param>
    /// <param name="at">Real time.</param>
    /// <param name="body">Code of the body it concerns; none for what concerns those of no body.</param>
    /// <param name="subject">The address of a person, or the name of a key; none for what one does with one's own.</param>
    /// <param name="details">What the words leave room for.</param>
    public static AuditEntry Entry(this Actor actor, string what, DateTimeOffset at, string? body, string? subject, params IReadOnlyList<string> details) =>
        new(what, actor.Name, at) { Role = actor.Role.ToString(), ByBody = actor.Body, Body = body, Subject = subject, Details = details };

    /// <summary>An entry of somebody who was not let in; an account only where there is one.</summary>
    public static AuditEntry Refused(string how, DateTimeOffset at, People.Account? account, params IReadOnlyList<string> details) =>
        new($"access.refused.{how}", "", at) { Body = account?.Body, Subject = account?.Email, Details = details };

    /// <summary>Saves what the context holds and its entries, or neither.</summary>
    public static Task SaveAsync(this BoardDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) => db.TogetherAsync(
        async () =>
        {
            await db.SaveChangesAsync(cancellation);
            return (true, entries);
        }, cancellation);

    /// <summary>Does what saves by itself in the context, and appends its entries, or neither; none are given where nothing was done.</summary>
    public static async Task<T> TogetherAsync<T>(this BoardDb db, Func<Task<(T Answer, IReadOnlyList<AuditEntry> Entries)>> act, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (answer, entries) = await act();
        if (entries.Count > 0)
        {
            await AuditTrail.AppendAsync(db, entries, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        return answer;
    }

    /// <summary>Where a request comes from.</summary>
    public static string From(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
