namespace SteeringBoard.Telemetry;

/// <summary>What a failure is called by: the same on the screen and in the log.</summary>
public static class Reference
{
    /// <summary>Eight hexadecimal digits.</summary>
    public static string New() => Guid.NewGuid().ToString("N")[..8];
}
