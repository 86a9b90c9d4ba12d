using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines.Figures;

/// <summary>The sentences of the deadline figures in one language.</summary>
internal sealed class DeadlineWords(DeadlineTexts texts, CultureInfo culture)
{
    public string Tell(string key, params object[] details) => texts.Tell(culture, key, details);

    public string Level(EvidenceLevel level) => texts.Level(culture, level);

    public string Instant(DateTimeOffset instant) => Display.ShortInstant(instant, culture);

    /// <summary>With its year where that is not the year of what it stands beside.</summary>
    public string Instant(DateTimeOffset instant, DateTimeOffset beside) => Display.ShortInstant(instant, beside, culture);

    public string Span(TimeSpan span) => texts.Span(culture, span);

    public string Share(long done, long total) => Display.Share(done, total, culture);

    public string Of(long done, long total) => $"{Display.Number(done, culture)}/{Display.Number(total, culture)}";

    public string Status(DeadlineProgress progress) =>
        $"{Live.Plotting.Roles.Shape(progress.Status)} {texts.Status(culture, progress.Status)}";

    /// <summary>Where it stands, and whether it will hold: ▲ At risk · odds 38% · expected 27 June 07:10.</summary>
    public string Verdict(DeadlineProgress progress, DateTimeOffset now)
    {
        List<string> parts = [progress.Status is CellStatus.Late ? $"{Status(progress)} {Span(now - progress.Due)}" : Status(progress)];
        if (Odds(progress, now) is { } odds)
        {
            parts.Add(odds);
        }
        if (progress.Directive.IsThrough)
        {
            parts.Add(Tell("through"));
        }
        else if (progress.Outlook?.ExpectedAt is { } expected)
        {
            parts.Add(Tell("expected", Instant(expected, now)));
        }
        return string.Join(" · ", parts);
    }

    /// <summary>The same in as few words as stand beside a bar on a telephone: ▲ odds 38% ≈ 27 June 07:10.</summary>
    public string Chip(DeadlineProgress progress, DateTimeOffset now)
    {
        if (progress.Directive.IsThrough)
        {
            return $"{Live.Plotting.Roles.Shape(progress.Status)} {Tell("through")}";
        }
        if (progress.Status is CellStatus.Late)
        {
            return $"{Status(progress)} {Span(now - progress.Due)}";
        }
        var expected = progress.Outlook?.ExpectedAt is { } at ? $" ≈ {Instant(at, now)}" : "";
        return Odds(progress, now) is { } odds ? $"{Live.Plotting.Roles.Shape(progress.Status)} {odds}{expected}" : Status(progress) + expected;
    }

    /// <summary>The odds of meeting the due instant; none once it has passed or with too little to judge by.</summary>
    public string? Odds(DeadlineProgress progress, DateTimeOffset now) =>
        progress.Due > now && progress.Outlook?.Odds is { } odds ? Tell("odds", Share((long)Math.Round(odds * 100), 100)) : null;

    /// <summary>Why it is at risk, one reason after the other: claims above proof in 24 · pace too slow. Empty when it is not.</summary>
    public string Why(DeadlineProgress progress)
    {
        List<string> parts = [];
        if (progress.Risk is { Contradicted: > 0 and var contradicted })
        {
            parts.Add(Tell("risk-contradicted", contradicted));
        }
        if (progress.Risk is { Regressed: > 0 and var regressed })
        {
            parts.Add(Tell("risk-regressed", regressed));
        }
        if (progress.Risk is { Slow: true })
        {
            parts.Add(Tell("risk-slow"));
        }
        return string.Join(" · ", parts);
    }

    /// <summary>How much of it is proven at the level wanted, which a full bar of weaker levels does not tell: tested 0/17,931.</summary>
    public string Proof(DeadlineProgress progress) => $"{Level(progress.PaceLevel)} {Of(progress[progress.PaceLevel].Units.Done, progress[progress.PaceLevel].Units.Total)}";

    /// <summary>What is counted, at which level, and how fast: tested 41,650 of 71,808 · need 540/h, seen 690/h.</summary>
    public string PaceLine(DeadlineProgress progress)
    {
        var units = progress[progress.PaceLevel].Units;
        List<string> parts = [$"{Level(progress.PaceLevel)} {Of(units.Done, units.Total)}"];
        if (progress.Pace.Needed is { } needed)
        {
            parts.Add(Tell("needed", Rate(needed)));
        }
        if (progress.Pace.Seen is { } seen && progress.Outlook is not null)
        {
            parts.Add(Tell("seen", Rate(seen)));
        }
        return string.Join(" · ", parts);
    }

    /// <summary>Units an hour, as many decimals as tell something.</summary>
    public string Rate(double rate) => Tell("per-hour", Display.Number(rate, Math.Abs(rate) switch { < 1 => 2, < 20 => 1, _ => 0 }, culture));
}
