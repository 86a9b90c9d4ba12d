using System.Diagnostics.CodeAnalysis;

namespace SteeringBoard.Seed;

/// <summary>Everything that was read, or every fault found: never a part.</summary>
/// <param name="Value">Set exactly when there is no fault.</param>
/// <param name="Faults">By file and row.</param>
public sealed record SeedOutcome<T>(T? Value, IReadOnlyList<SeedFault> Faults)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsWhole => Value is not null;
}
