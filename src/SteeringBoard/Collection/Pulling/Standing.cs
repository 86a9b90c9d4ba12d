using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Collection.Pulling;

/// <summary>
/// What a board shows of a source, as one number. An unchanged answer says that the values are still those of the document it was last
/// taken with; it may vouch for them only while the board still shows those, and not what another node or another source put there since.
/// </summary>
internal static class Standing
{
    /// <summary>The number; 0 where the source stands by nothing.</summary>
    public static long Of(BoardSnapshot board, int source)
    {
        if (board.Spans.GetValueOrDefault(source) is not { } span)
        {
            return 0;
        }
        long standing = 1;
        foreach (var slot in span.Slots.Items)
        {
            var reading = Newest(board, slot);
            standing += reading?.Source == source ? HashCode.Combine(slot, reading.SentValue, reading.SentTotal) : 1;
        }
        return standing;
    }

    private static LevelReading? Newest(BoardSnapshot board, SlotKey slot)
    {
        if (board.Rows[slot.Cell.Body]?[slot.Cell.Indicator] is not { } cell)
        {
            return null;
        }
        return slot.Item < 0 ? cell.Own[slot.Level] : cell.Items.IsEmpty ? null : cell.Items[slot.Item][slot.Level];
    }
}
