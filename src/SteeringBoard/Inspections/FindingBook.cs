using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Inspections;

/// <summary>What became of a step.</summary>
/// <param name="Finding">The finding after it; as it is where it was refused; none where there is none.</param>
/// <param name="Refusal">One of <see cref="FindingRefusals"/>; none when it was taken and is durable.</param>
public sealed record FindingAnswered(Finding? Finding, string? Refusal);

/// <summary>
/// Where findings are opened, answered, closed and read. Rights are checked here, whoever calls. All of them are kept in memory, moved on by
/// what is written here and by what other nodes wrote: who reads does not ask the record.
/// </summary>
public sealed class FindingBook(IRecord record, Boards boards, TimeProvider time) : IDisposable
{
    private const int WritersLock = 5083;

    private readonly OneWriter _one = new(record, WritersLock);
    private ImmutableSortedDictionary<long, Finding> _all = ImmutableSortedDictionary<long, Finding>.Empty;
    private (long Row, long Step) _last;

    /// <summary>The findings of a programme somebody sees, the latest opened first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="body">Only of this body and those below it; none: of all.</param>
    /// <param name="indicator">Only of this indicator of exactly that body; none: of all.</param>
    /// <param name="moment">As known at this moment of programme time; none: now.</param>
    public IReadOnlyList<Finding> Of(Actor actor, string programme, string? body, string? indicator, DateTimeOffset? moment)
    {
        if (boards.Find(programme)?.Current.Catalog is not { } catalog)
        {
            return [];
        }
        var above = body is null ? null : catalog.BodyPlace(body);
        return
        [
            .. Volatile.Read(ref _all).Values.Reverse()
                .Where(finding => finding.Row.Programme == programme && !(finding.Row.OpenedAt > moment)
                    && (indicator is null || (finding.Row.Body == body && finding.Row.Indicator == indicator))
                    && (above is not { } top || (catalog.BodyPlace(finding.Row.Body) is { } place && catalog.IsUnder(place, top)))
                    && FindingRules.Sees(actor, catalog, finding.Row.Body))
                .Select(finding => moment is null ? finding : finding with { Steps = [.. finding.Steps.Where(step => step.At <= moment)] }),
        ];
    }

    /// <summary>Takes in what was written before this node began, or by others since.</summary>
    public Task FollowAsync(CancellationToken cancellation) => _one.ReadAsync(db => CatchUpAsync(db, cancellation), cancellation);

    /// <summary>Answers or closes a finding; the answer comes after it is durable.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="id">The finding's number.</param>
    /// <param name="to">Answered or closed.</param>
    /// <param name="text">What was done about it; of a closure, the evidence seen.</param>
    /// <param name="seen">The version it was decided on.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    public Task<FindingAnswered> StepAsync(
        string programme, long id, FindingState to, string text, int seen, Actor actor, CancellationToken cancellation) =>
        WriteAsync<FindingAnswered>(() =>
        {
            if (boards.Find(programme) is not { } board || !_all.TryGetValue(id, out var finding) || finding.Row.Programme != programme)
            {
                return ([], [], new FindingAnswered(null, FindingRefusals.UnknownFinding));
            }
            if (FindingRules.Refuse(finding, to, text, seen, actor, board.Current.Catalog) is { } refusal)
            {
                return ([], [], new FindingAnswered(finding, refusal));
            }
            var step = new FindingStep
            {
                Finding = id,
                Number = finding.Version + 1,
                To = to,
                Text = text.Trim(),
                ByName = actor.Name,
                ByRole = actor.Role.ToString(),
                ByBody = actor.Body,
                At = board.Clock.GetUtcNow(),
                AtReal = time.GetUtcNow(),
            };
            return ([step], [InspectionAudit.Of(finding.Row, step)], new FindingAnswered(finding with { Steps = [.. finding.Steps, step] }, (string?)null));
        }, cancellation);

    /// <summary>Opens findings for cells whose contradiction has stood long enough, where none is open and this one was not opened before.</summary>
    internal Task<int> OpenAsync(Board board, IReadOnlyCollection<CellKey> cells, CancellationToken cancellation) => WriteAsync<int>(() =>
    {
        var (snapshot, programme) = (board.Current, board.Programme.Code);
        var known = _all.Values.Where(finding => finding.Row.Programme == programme).ToLookup(finding => (finding.Row.Body, finding.Row.Indicator));
        var (rows, entries) = (new List<object>(), new List<AuditEntry>());
        foreach (var key in cells)
        {
            if (Opened(board, snapshot, key) is { } row
                && known[(row.Body, row.Indicator)].All(before => before.State is FindingState.Closed && before.Row.Since != row.Since))
            {
                rows.Add(row);
                entries.Add(InspectionAudit.Of(row));
            }
        }
        return (rows, entries, rows.Count);
    }, cancellation);

    public void Dispose() => _one.Dispose();

    private FindingRow? Opened(Board board, BoardSnapshot snapshot, CellKey key)
    {
        var (cell, catalog) = (snapshot[key], snapshot.Catalog);
        if (cell is not { Verdict: { Finding: true, Contradiction: { } said }, ContradictedSince: { } since })
        {
            return null;
        }
        var now = board.Clock.GetUtcNow();
        return new FindingRow
        {
            Programme = board.Programme.Code,
            Body = catalog.Bodies[key.Body].Code,
            Indicator = catalog.Indicators[key.Indicator].Code,
            Weaker = said.Weaker,
            Stronger = said.Stronger,
            WeakerValue = cell.Levels[said.Weaker]!.Value,
            StrongerValue = cell.Levels[said.Stronger]!.Value,
            Since = DateTimeOffset.FromUnixTimeMilliseconds(since.ToUnixTimeMilliseconds()),
            OpenedAt = now,
            OpenedReal = time.GetUtcNow(),
            Due = FindingRules.DueOf(now, catalog.DueAt(key, now)),
        };
    }

    private Task<TAnswer> WriteAsync<TAnswer>(
        Func<(IReadOnlyList<object> Rows, IReadOnlyList<AuditEntry> Entries, TAnswer Answer)> judge, CancellationToken cancellation) =>
        _one.WriteAsync(
            async db =>
            {
                await CatchUpAsync(db, cancellation);
                return judge();
            },
            Take,
            cancellation);

    private async Task CatchUpAsync(BoardDb db, CancellationToken cancellation)
    {
        var (row, step) = _last;
        (await db.Set<FindingRow>().AsNoTracking().Where(one => one.Id > row).OrderBy(one => one.Id).ToListAsync(cancellation)).ForEach(Take);
        (await db.Set<FindingStep>().AsNoTracking().Where(one => one.Id > step).OrderBy(one => one.Id).ToListAsync(cancellation)).ForEach(Take);
    }

    /// <summary>Moves on by a row that is committed.</summary>
    private void Take(object committed)
    {
        switch (committed)
        {
            case FindingRow row:
                Volatile.Write(ref _all, _all.SetItem(row.Id, new Finding(row, [])));
                _last = _last with { Row = row.Id };
                break;
            case FindingStep step:
                var finding = _all[step.Finding];
                Volatile.Write(ref _all, _all.SetItem(step.Finding, finding with { Steps = [.. finding.Steps, step] }));
                _last = _last with { Step = step.Id };
                break;
            default:
                throw new ArgumentException($"{committed.GetType().Name} is no row of a finding", nameof(committed));
        }
    }
}
