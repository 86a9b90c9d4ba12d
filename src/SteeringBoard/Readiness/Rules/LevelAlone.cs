using SteeringBoard.Contract;

namespace SteeringBoard.Readiness.Rules;

/// <summary>A cell read at one level, as if nothing else were known (design.md, section 2, rule 1).</summary>
public static class LevelAlone
{
    /// <summary>
    /// The rules of status (rule 4) over the newest reading at exactly this level. Below the evidence wanted nothing is done, and once
    /// the due instant has passed it is late: the evidence is not there. No pace is judged: the trail of a cell is of what counts.
    /// </summary>
    public static Verdict Judge(Indicator indicator, DateTimeOffset? due, Levels levels, EvidenceLevel level, DateTimeOffset now) =>
        CellRules.Judge(indicator, due, Levels.None.With(level, levels[level]), [], null, now);

    /// <summary>Whether the newest reading at exactly this level is still valid and meets the target.</summary>
    public static bool IsReady(Indicator indicator, Levels levels, EvidenceLevel level, DateTimeOffset now) =>
        levels[level] is { } reading
        && Share.Of(indicator, reading).Meets(indicator.TargetPerMille)
        && CellRules.IsValid(indicator, level, reading, now);
}
