using System.Globalization;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Restating;

/// <summary>
/// Lifts the lock of a denominator: the office puts another in its place, with a reason. From then on what was read and what will be read
/// counts of the new one; the past keeps the old one.
/// </summary>
public sealed partial class RestatementDesk(Boards boards, Recorder recorder, TimeProvider time, ILogger<RestatementDesk> logger)
{
    /// <summary>Puts a denominator in force; none when that was done and is durable.</summary>
    /// <param name="actor">Who does it: who may is asked here, whoever calls.</param>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="body">Code of the body.</param>
    /// <param name="indicator">Code of the indicator.</param>
    /// <param name="total">The new denominator; none for what is no number.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Ends the wait; what is submitted may still be done.</param>
    public async Task<RestatementRefusal?> RestateAsync(
        Actor actor, string programme, string body, string indicator, long? total, string reason, CancellationToken cancellation)
    {
        if (boards.Find(programme) is not { } board || board.Current.Catalog.BodyPlace(body) is not { } bodyPlace || board.Current.Catalog.IndicatorPlace(indicator) is not { } indicatorPlace)
        {
            return RestatementRefusal.NoDenominator;
        }
        var key = new CellKey(bodyPlace, indicatorPlace);
        if (RestatementRules.Judge(actor, board.Current.Catalog, key, board.Current[key], total, reason) is { } refusal)
        {
            return refusal;
        }
        var lift = new Lift { Board = board, Key = key, Total = total!.Value, Reason = reason.Trim(), By = actor, Real = time.GetUtcNow() };
        await recorder.SubmitAsync(lift, cancellation);
        try
        {
            await lift.Done.WaitAsync(cancellation);
        }
        catch (Exception) when (lift.Done.IsFaulted)
        {
            lift.Undo();
            throw;
        }
        if (lift.Refused is null)
        {
            Log.Restated(logger, actor.Name, body, indicator, total.Value);
        }
        return lift.Refused;
    }

    /// <summary>Judged once more in its turn: others may have written since.</summary>
    private sealed class Lift : Submission
    {
        private Restatement? _put;

        public required CellKey Key { get; init; }

        public required long Total { get; init; }

        public required string Reason { get; init; }

        public required Actor By { get; init; }

        public required DateTimeOffset Real { get; init; }

        public RestatementRefusal? Refused { get; private set; }

        public override ValueTask<Entry?> JudgeAsync(BoardDraft draft, Numbers numbers, RecordLog log, CancellationToken cancellation)
        {
            Undo();
            var catalog = draft.Catalog;
            Refused = RestatementRules.Judge(By, catalog, Key, draft[Key], Total, Reason);
            if (Refused is not null)
            {
                return ValueTask.FromResult<Entry?>(null);
            }
            var (now, programme) = (draft.Now(Board.Clock), Board.Programme.Code);
            var (body, indicator) = (catalog.Bodies[Key.Body].Code, catalog.Indicators[Key.Indicator].Code);
            var was = catalog.Total(Key);
            _put = new Restatement(now, was, Total, Reason, By.Name);
            catalog.Restate(Key, catalog.Restated(Key).Add(_put));
            var change = new RecordedChange(numbers.NextChange(), numbers.NextSequence(programme), ChangeKind.Restated, LevelReading.Sum, now, Real, [], [Key]);
            draft.Apply(change);
            return ValueTask.FromResult<Entry?>(new Entry
            {
                Programme = programme,
                Change = change,
                Restatement = new RestatementRow
                {
                    ChangeId = change.Id,
                    Programme = programme,
                    Body = body,
                    Indicator = indicator,
                    Was = was,
                    Total = Total,
                    Reason = Reason,
                    ByName = By.Name,
                    RecordedAt = now,
                },
                Audit = new AuditEntry("denominator.restated", By.Name, Real)
                {
                    Role = By.Role.ToString(),
                    ByBody = By.Body,
                    Programme = programme,
                    Body = body,
                    Subject = $"/provinces/{Uri.EscapeDataString(body)}/cells/{Uri.EscapeDataString(indicator)}",
                    Details = [indicator, was?.ToString(CultureInfo.InvariantCulture) ?? "–", Total.ToString(CultureInfo.InvariantCulture), Reason],
                    At = now,
                },
            });
        }

        /// <summary>What was not written is not in force.</summary>
        public void Undo()
        {
            if (_put is { } put)
            {
                var catalog = Board.Current.Catalog;
                catalog.Restate(Key, catalog.Restated(Key).Remove(put));
                _put = null;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{By} put the denominator of {Indicator} of {Body} at {Total}")]
        public static partial void Restated(ILogger logger, string by, string body, string indicator, long total);
    }
}
