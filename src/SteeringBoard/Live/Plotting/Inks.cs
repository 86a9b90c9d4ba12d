using SteeringBoard.Contract;

namespace SteeringBoard.Live.Plotting;

/// <summary>How a level of evidence is drawn, everywhere the same: claimed is hatched or dotted, the rest solid, the better proven the stronger.</summary>
public static class Inks
{
    public static Marker Bar(EvidenceLevel level) => new()
    {
        Color = Roles.Of(level),
        Pattern = level is EvidenceLevel.Claimed
            ? new Pattern { Shape = "/", FgColor = Roles.Of(level), BgColor = Roles.Panel, Size = 5, Solidity = 0.4 }
            : null,
    };

    /// <param name="level">The level.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="isStepped">Whether each change shows as a step; many small ones draw cleaner as a line.</param>
    public static Line Line(EvidenceLevel level, double width, bool isStepped) => new()
    {
        Color = Roles.Of(level),
        Width = width,
        Dash = level is EvidenceLevel.Claimed ? "dot" : "solid",
        Shape = isStepped ? "hv" : "linear",
    };
}
