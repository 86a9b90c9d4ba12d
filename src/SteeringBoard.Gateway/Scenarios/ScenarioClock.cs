namespace SteeringBoard.Gateway.Scenarios;

/// <summary>A programme's time that runs from a start at a speed.</summary>
/// <param name="start">The programme's time when this is made.</param>
/// <param name="speed">Programme seconds per real second.</param>
/// <param name="real">Real time.</param>
public sealed class ScenarioClock(DateTimeOffset start, double speed, TimeProvider real) : TimeProvider
{
    private readonly long _begun = real.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => (start + real.GetElapsedTime(_begun) * speed).ToUniversalTime();
}
