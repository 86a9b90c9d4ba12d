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

    public static Line Line(EvidenceLevel level, double width) => new()
    {
        Color = Roles.Of(level),
        Width = width,
        Dash = level is EvidenceLevel.Claimed ? "dot" : "solid",
        Shape = "hv",
    };
}
