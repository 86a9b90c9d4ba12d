namespace SteeringBoard.Programmes;

/// <summary>Where a rehearsal clock stood, kept so that it goes on after a restart and is never set back.</summary>
public sealed class ClockState
{
    public required string Programme { get; init; }

    /// <summary>Programme time at <see cref="AnchorReal"/>.</summary>
    public required DateTimeOffset Anchor { get; set; }

    public required DateTimeOffset AnchorReal { get; set; }

    /// <summary>Programme seconds per real second.</summary>
    public required double Speed { get; set; }

    /// <summary>Real time some node last kept the clock.</summary>
    public required DateTimeOffset AliveReal { get; set; }
}
