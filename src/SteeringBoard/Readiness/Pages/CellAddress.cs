namespace SteeringBoard.Readiness.Pages;

/// <summary>Where the story of a cell is told: each number on a screen leads there.</summary>
public static class CellAddress
{
    /// <summary>A path on this site, without programme and moment.</summary>
    /// <param name="body">The body's code.</param>
    /// <param name="indicator">The indicator's code.</param>
    public static string Of(string body, string indicator) => $"/provinces/{Uri.EscapeDataString(body)}/cells/{Uri.EscapeDataString(indicator)}";
}
