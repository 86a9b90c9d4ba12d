namespace SteeringBoard.Operations;

/// <summary>How a part of the board is, worst last.</summary>
public enum Condition
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but somebody should look.</summary>
    Watch,

    /// <summary>It does not work.</summary>
    Bad,
}
