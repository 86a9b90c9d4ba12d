using SteeringBoard.Contract;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>A board made of changes alone, without a record.</summary>
internal sealed class Fold(Catalog? catalog = null)
{
    private readonly Catalog _catalog = catalog ?? TestProgramme.Catalog();
    private long _changes;

    public BoardSnapshot Board { get; private set; } = BoardSnapshot.Empty(catalog ?? TestProgramme.Catalog(), Some.Ago(10_000));

    public Cell this[string body, string indicator] => Board[Key(body, indicator)];

    public CellKey Key(string body, string indicator) => new(_catalog.BodyPlace(body)!.Value, _catalog.IndicatorPlace(indicator)!.Value);

    public RecordedReading Reading(
        string body, string indicator, long value, long total, EvidenceLevel level = EvidenceLevel.Pulled, string? item = null, DateTimeOffset? at = null) =>
        new(
            0, Key(body, indicator), item is null ? -1 : _catalog.Indicator(indicator)!.Items.ToList().IndexOf(item), level, value, total, at ?? Some.Now, true);

    public Fold Say(params IReadOnlyList<RecordedReading> readings) => SayAt(readings.Max(reading => reading.ObservedAt), readings);

    public Fold SayAt(DateTimeOffset recordedAt, params IReadOnlyList<RecordedReading> readings)
    {
        var draft = new BoardDraft(Board);
        draft.Apply(new RecordedChange(++_changes, _changes, ChangeKind.Document, 1, recordedAt, recordedAt, readings, []));
        Board = draft.Seal(_changes, new RecordMark(_changes, 0, 0));
        return this;
    }
}
