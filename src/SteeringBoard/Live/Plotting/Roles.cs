using SteeringBoard.Contract;

namespace SteeringBoard.Live.Plotting;

/// <summary>
/// Colours by their role. The page's theme resolves <c>role:ink</c> from its custom property <c>--ink</c>, so that one figure serves
/// light, dark and paper.
/// </summary>
public static class Roles
{
    public const string Ink = "role:ink";
    public const string Ink2 = "role:ink-2";
    public const string Ink3 = "role:ink-3";
    public const string Line = "role:line";
    public const string LineStrong = "role:line-strong";
    public const string Ground = "role:ground";
    public const string Panel = "role:panel";

    /// <summary>No colour at all: what lies behind shows.</summary>
    public const string None = "transparent";

    /// <summary>The ink of a level: the better proven, the stronger.</summary>
    public static string Of(EvidenceLevel level) => $"role:evidence-{level.Word()}";

    /// <summary>The colour of a status; never without its <see cref="Shape"/> and word.</summary>
    public static string Of(CellStatus status) => $"role:status-{status.Word()}";

    /// <summary>The paper under a status.</summary>
    public static string Wash(CellStatus status) => $"role:status-{status.Word()}-wash";

    /// <summary>The shape that tells a status without colour.</summary>
    public static string Shape(CellStatus status) => status switch
    {
        CellStatus.Done => "✓",
        CellStatus.OnTrack => "▸",
        CellStatus.AtRisk => "▲",
        CellStatus.Late => "■",
        CellStatus.Stale => "◌",
        CellStatus.Unknown => "?",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };
}
