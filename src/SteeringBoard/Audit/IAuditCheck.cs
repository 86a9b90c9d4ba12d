namespace SteeringBoard.Audit;

/// <summary>Compares the entries of the trail with what a slice keeps in the record, and that with the entries.</summary>
public interface IAuditCheck
{
    /// <summary>Notes what the record holds before the trail is read: what others write meanwhile is told of behind its end.</summary>
    Task BeginAsync(CancellationToken cancellation);

    /// <summary>The digest of what an entry tells of as it stands now; none for an entry of something else.</summary>
    Task<byte[]?> DigestAsync(AuditRow row, CancellationToken cancellation);

    /// <summary>Table and number of a row that was noted and no entry told of; none when all were told of.</summary>
    string? Untold { get; }
}
