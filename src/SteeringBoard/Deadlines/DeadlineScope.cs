using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines;

/// <summary>What a deadline counts on a board.</summary>
/// <param name="Cells">Every cell of its indicators; counters have no total and are left out, and so are bodies it is no longer wanted of.</param>
/// <param name="Bodies">The bodies that are counted: the provinces when one of its indicators is measured there, else all it is measured at.</param>
/// <param name="Trails">Places of the indicators whose trail is its own; empty when it concerns only some of the provinces a trail adds up.</param>
public sealed record DeadlineScope(ImmutableArray<CellKey> Cells, ImmutableArray<int> Bodies, ImmutableArray<int> Trails)
{
    public static DeadlineScope Of(BoardSnapshot board, Directive directive)
    {
        var catalog = board.Catalog;
        var indicators = directive.Indicators.Select(catalog.IndicatorPlace).OfType<int>()
            .Where(place => !catalog.Indicators[place].Counter).ToImmutableArray();
        var named = Named(catalog, directive);
        ImmutableArray<CellKey> all =
        [
            .. indicators.SelectMany(indicator => BodiesOf(board, indicator)
                .Where(body => named.IsEmpty || named.Contains(body)).Select(body => new CellKey(body, indicator))),
        ];
        var cells = directive is { IsThrough: false, Through.Cancelled: var letOff } ? [.. all.Where(key => !letOff.Contains(catalog.Bodies[key.Body].Code))] : all;
        var bodies = cells.Select(cell => cell.Body).Distinct().ToList();
        ImmutableArray<int> provinces = [.. bodies.Where(body => catalog.Bodies[body].Kind is BodyKind.Province)];
        return new DeadlineScope(cells, provinces.IsEmpty ? [.. bodies] : provinces, named.IsEmpty && cells.Length == all.Length ? indicators : []);
    }

    /// <summary>The units that must be done of a total: the indicator's target, rounded up.</summary>
    internal static long Target(Indicator indicator, long total) => (long)(((Int128)total * indicator.TargetPerMille + 999) / 1000);

    /// <summary>
    /// A province is counted whether it was read or not. Of ministries and agencies only those with a denominator or a reading: most have
    /// no part in most indicators. Where none has, a count given for all of them together stands on the nation.
    /// </summary>
    private static List<int> BodiesOf(BoardSnapshot board, int indicator)
    {
        var catalog = board.Catalog;
        var measured = catalog.AboveCommunes.Where(body => catalog.IsMeasured(new CellKey(body, indicator)))
            .Where(body => catalog.Bodies[body].Kind is BodyKind.Province or BodyKind.Nation || IsKnown(body)).ToList();
        return measured.Count > 0
            ? measured
            : [.. catalog.AboveCommunes.Where(body => catalog.Bodies[body].Kind is BodyKind.Nation && IsKnown(body))];

        bool IsKnown(int body)
        {
            var key = new CellKey(body, indicator);
            return catalog.Total(key) is not null || !board[key].Levels.IsEmpty;
        }
    }

    /// <summary>The provinces a directive names one by one; empty when it is given to anybody else.</summary>
    private static ImmutableArray<int> Named(Catalog catalog, Directive directive)
    {
        ImmutableArray<int?> places = [.. directive.Responsible.Select(catalog.BodyPlace)];
        return places.All(place => place is { } body && catalog.Bodies[body].Kind is BodyKind.Province)
            ? [.. places.OfType<int>()]
            : [];
    }
}
