namespace SteeringBoard.Audit;

/// <summary>
/// Entries made ready and sealed before what they tell of is written, by another core while it is written where that is worth waking one. On
/// SQLite the writer holds the lock on the file, and so the head; on PostgreSQL others may have appended meanwhile, and the seals are of no use.
/// </summary>
internal sealed class AuditAhead
{
    /// <param name="head">The last entry, as the writer found it.</param>
    /// <param name="told">Gives the entries.</param>
    /// <param name="apart">Whether they tell of so much that another core is to do it.</param>
    public AuditAhead(AuditHead head, Func<IReadOnlyList<AuditEntry>> told, bool apart)
    {
        Head = head;
        Entries = apart ? Task.Run(told) : Task.FromResult(told());
        Rows = SealAsync();
    }

    /// <summary>What they are sealed after.</summary>
    public AuditHead Head { get; }

    public Task<IReadOnlyList<AuditEntry>> Entries { get; }

    /// <summary>The entries sealed.</summary>
    public Task<AuditRow[]> Rows { get; }

    private async Task<AuditRow[]> SealAsync() => AuditRow.Chain(await Entries.ConfigureAwait(false), Head.Number, Head.Hash);
}
