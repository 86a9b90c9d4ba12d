namespace SteeringBoard.Provinces;

/// <summary>Somebody signed for a number of a cell, or sent it back.</summary>
/// <param name="At">Programme time.</param>
/// <param name="By">Name or title.</param>
/// <param name="Approved">False: returned.</param>
/// <param name="Said">The number and the words it came with.</param>
/// <param name="TypedBy">Name or title of who typed the number.</param>
/// <param name="TypedAt">Programme time.</param>
public sealed record CellApproval(DateTimeOffset At, string By, bool Approved, string Said, string TypedBy, DateTimeOffset TypedAt);

/// <summary>The approvals of a cell as known at a moment of programme time, newest first. Whoever keeps them registers it; without it none are told.</summary>
public delegate Task<IReadOnlyList<CellApproval>> CellApprovals(string programme, string body, string indicator, DateTimeOffset moment, CancellationToken cancellation);
