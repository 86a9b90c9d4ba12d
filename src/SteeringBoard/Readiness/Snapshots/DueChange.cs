namespace SteeringBoard.Readiness.Snapshots;

/// <summary>From a moment on, a directive is due at another instant.</summary>
/// <param name="From">Programme time it was known: before it, the earlier instant holds, so that the past keeps the old date.</param>
/// <param name="Body">Code of the body it holds for, with all that lies below it; none for every body without an instant of its own.</param>
/// <param name="Due">The instant it is due before; none once it has no date.</param>
public sealed record DueChange(DateTimeOffset From, string? Body, DateTimeOffset? Due);
