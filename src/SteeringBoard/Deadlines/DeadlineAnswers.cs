using System.Globalization;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines;

/// <summary>Deadlines as the wire tells them (contract.md, section 2).</summary>
public sealed class DeadlineAnswers(DeadlineTexts texts, DeadlineViews deadlines, NetworkViews networks)
{
    /// <param name="board">The board at a moment.</param>
    /// <param name="directives">The programme's directives.</param>
    /// <param name="level">With a level, that level's numbers; else each level's, and the pace of the strongest wanted.</param>
    /// <param name="culture">The language of titles and of what a forecast is judged by.</param>
    /// <param name="now">Programme time of that moment.</param>
    public DeadlinesAnswer Of(
        BoardSnapshot board, IReadOnlyList<Directive> directives, EvidenceLevel? level, CultureInfo culture, DateTimeOffset now)
    {
        var network = networks.Of(board, directives, now);
        return new DeadlinesAnswer(
            board.Catalog.Programme.Code,
            board.Sequence,
            board.Catalog.Local(now),
            [.. deadlines.All(board, directives, level, now).Select(progress => Tell(board.Catalog, network, progress, level, culture))]);
    }

    private DeadlineAnswer Tell(Catalog catalog, NetworkView network, DeadlineProgress progress, EvidenceLevel? level, CultureInfo culture)
    {
        var directive = progress.Directive;
        var levels = EvidenceLevels.All.Where(each => level is null || level == each).ToList();
        return new DeadlineAnswer(
            directive.Code,
            directive.Kind.ToString().ToLowerInvariant(),
            directive.Title.In(culture),
            catalog.Local(progress.Due),
            directive.Phrase,
            directive.Rule,
            directive.Responsible,
            directive.Indicators,
            progress.Status,
            catalog.Programme.HardStop is null ? null : network.IsCritical(directive.Code),
            CriticalPathAnswers.Duration(network.FloatOf(directive.Code)),
            levels.ToDictionary(each => each.Word(), each => progress[each].Units, StringComparer.Ordinal),
            levels.ToDictionary(each => each.Word(), each => progress[each].Bodies, StringComparer.Ordinal),
            new Pace(Rounded(progress.Pace.Needed), Rounded(progress.Pace.Seen)),
            progress.Outlook is { } outlook ? Tell(catalog, outlook, culture) : null);
    }

    private Forecast Tell(Catalog catalog, Outlook outlook, CultureInfo culture) => new(
        outlook.Odds,
        outlook.ExpectedAt is { } at ? catalog.Local(at) : null,
        texts.Tell(culture, "basis", outlook.Changes, outlook.Hours));

    private static double? Rounded(double? pace) => pace is { } known ? Math.Round(known, 2) : null;
}
