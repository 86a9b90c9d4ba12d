namespace SteeringBoard.Readiness.Snapshots;

/// <summary>A denominator the office put in place of another.</summary>
/// <param name="From">Programme time since when it is in force.</param>
/// <param name="Was">The one in force until then; none where none was locked.</param>
/// <param name="Total">The one in force from then on, at least 1.</param>
/// <param name="Reason">Why, as it was written.</param>
/// <param name="By">Who did it, by name.</param>
public sealed record Restatement(DateTimeOffset From, long? Was, long Total, string Reason, string By);
