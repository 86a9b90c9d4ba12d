using SteeringBoard.Bodies;
using SteeringBoard.Contract;
using SteeringBoard.Directives;
using SteeringBoard.Readiness;

using SteeringBoard.Programmes;

namespace SteeringBoard.Seed;

/// <summary>The programmes as data, checked: every reference leads somewhere.</summary>
/// <param name="BodySets">Oldest first.</param>
/// <param name="Bodies">Of all sets, each after its parent; the communes of a set are made from the counts and marked simulated.</param>
public sealed record SeedData(
    IReadOnlyList<BodySet> BodySets,
    IReadOnlyList<Body> Bodies,
    IReadOnlyList<Programme> Programmes,
    IReadOnlyList<SeedItem> Items,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<Directive> Directives,
    IReadOnlyList<SeedDenominator> Denominators,
    IReadOnlyList<SeedReading> Readings);

/// <summary>A part an indicator may have, such as one of the five platforms.</summary>
public sealed record SeedItem(string Programme, string Code, LocalizedText Name, string Source);

/// <summary>A total in force.</summary>
/// <param name="Body">A body's code, or one of <see cref="BodyGroups"/>; a code wins over a group.</param>
/// <param name="Item">A part of the indicator; none for the whole.</param>
/// <param name="Simulated">Our own invention: no document gives it.</param>
public sealed record SeedDenominator(
    string Programme, string Body, string Indicator, string? Item, SeedTotal Total, bool Simulated, string Source);

/// <summary>A total that may follow a province's commune-level units.</summary>
/// <param name="Fixed">What does not.</param>
/// <param name="PerCommune">How many for each commune-level unit.</param>
public readonly record struct SeedTotal(long Fixed, long PerCommune)
{
    public long For(Body body) => Fixed + (PerCommune * body.Communes);
}

/// <summary>What a document says was counted.</summary>
/// <param name="Total">The denominator; none for a counter.</param>
/// <param name="AsOf">The instant it held; it may lie ahead of where a rehearsal clock starts.</param>
public sealed record SeedReading(
    string Programme,
    string Body,
    string Indicator,
    string? Item,
    EvidenceLevel Level,
    long Value,
    long? Total,
    DateTimeOffset AsOf,
    string Note,
    string SaidBy,
    string Source);
