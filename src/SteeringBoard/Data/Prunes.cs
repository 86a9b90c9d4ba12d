namespace SteeringBoard.Data;

/// <summary>Takes away what a slice keeps and nobody can ask for any more; each slice that keeps such registers it, and it is run each hour.</summary>
/// <param name="db">A context of its own.</param>
/// <param name="now">Real time.</param>
/// <param name="cancellation">Ends it; the next hour goes on.</param>
public delegate Task Prunes(BoardDb db, DateTimeOffset now, CancellationToken cancellation);
