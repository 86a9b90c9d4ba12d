using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Deadlines;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Situation;

/// <summary>What the situation page says of a board at a moment, worked out once for all who look.</summary>
/// <param name="Next">The directives that fall due at the next instant; empty when nothing does.</param>
/// <param name="Ready">Provinces ready in all the headline counts.</param>
/// <param name="IsOfAll">Whether the headline counts every indicator: the programme names none.</param>
/// <param name="Families">Provinces ready by family: configured services, assigned codes, tested online services; those the programme counts.</param>
/// <param name="Live">Provinces with a valid pulled value.</param>
/// <param name="OldestLive">The oldest instant one of them was heard; none without any.</param>
/// <param name="Silent">Provinces that were pulled and are not heard any more; none when all are heard.</param>
/// <param name="Deadlines">Every deadline: those that break first, first; those that are done, last.</param>
/// <param name="Decisions">What needs a decision now.</param>
public sealed record SituationView(
    ImmutableArray<Directive> Next,
    Headline Ready,
    bool IsOfAll,
    ImmutableArray<(string Family, Headline Ready)> Families,
    int Live,
    DateTimeOffset? OldestLive,
    SilentSources? Silent,
    ImmutableArray<DeadlineProgress> Deadlines,
    ImmutableArray<Decision> Decisions)
{
    /// <param name="board">The board at a moment.</param>
    /// <param name="register">The directives of the programme, as they stood then.</param>
    /// <param name="headline">Codes of the indicators the headline counts; empty: every one.</param>
    /// <param name="progress">Every deadline, judged.</param>
    /// <param name="now">Programme time of that moment.</param>
    /// <param name="network">What waits on what.</param>
    public static SituationView Of(
        BoardSnapshot board, RegisterSnapshot register, IReadOnlyList<string> headline, IEnumerable<DeadlineProgress> progress, DateTimeOffset now, NetworkView network)
    {
        var directives = register.Published;
        var (live, oldest, silent) = Heard(board, now);
        ImmutableArray<DeadlineProgress> deadlines = [.. progress.OrderBy(Urgency)];
        return new SituationView(
            [.. directives.Where(directive => directive.DueBefore > now).GroupBy(directive => directive.DueBefore).MinBy(group => group.Key) ?? Enumerable.Empty<Directive>()],
            Headline.CountOf(board, headline, now),
            headline.Count == 0,
            [
                .. Readiness.Headlines.Families.CountedBy(board.Catalog)
                    .Select(family => (family, Headline.Count(board, Readiness.Headlines.Families.IndicatorsOf(board.Catalog, family), now))),
            ],
            live,
            oldest,
            silent,
            deadlines,
            Situation.Decisions.Rank(board, directives, deadlines, silent, now, register, network));
    }

    /// <summary>What has broken, what is breaking, what holds so far, what is done or its bodies are through with; within each the sooner due first.</summary>
    private static int Urgency(DeadlineProgress progress) => progress.Status switch
    {
        _ when progress.Directive.IsThrough => 3,
        CellStatus.Late => 0,
        CellStatus.AtRisk => 1,
        CellStatus.Done => 3,
        _ => 2,
    };

    private static (int Live, DateTimeOffset? Oldest, SilentSources? Silent) Heard(BoardSnapshot board, DateTimeOffset now)
    {
        var live = 0;
        DateTimeOffset? oldest = null, silentSince = null;
        var silent = new List<Body>();
        foreach (var place in board.Catalog.AboveCommunes.Where(place => board.Catalog.Bodies[place].Kind == BodyKind.Province))
        {
            DateTimeOffset? valid = null, last = null;
            foreach (var (key, cell) in board.CellsOf(place))
            {
                if (cell.Levels.Pulled is { } pulled && pulled.HeardAt(now) is var heard)
                {
                    last = Later(last, heard);
                    valid = CellRules.IsValid(board.Catalog.Indicators[key.Indicator], EvidenceLevel.Pulled, pulled, now) ? Later(valid, heard) : valid;
                }
            }
            if (valid is { } newest)
            {
                live++;
                oldest = oldest < newest ? oldest : newest;
            }
            else if (last is { } since)
            {
                silent.Add(board.Catalog.Bodies[place]);
                silentSince = silentSince < since ? silentSince : since;
            }
        }
        return (live, oldest, silent.Count == 0 ? null : new SilentSources(silent, silentSince));
    }

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;
}
