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

/// <summary>Where findings are opened, answered, closed and read. Rights are checked here, whoever calls.</summary>
public sealed class FindingBook(IRecord record, Boards boards, TimeProvider time) : IDisposable
{
    private const int WritersLock = 5083;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The findings of a programme somebody sees, the latest opened first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="body">Only of this body and those below it; none: of all.</param>
    /// <param name="indicator">Only of this indicator of exactly that body; none: of all.</param>
    /// <param name="moment">As known at this moment of programme time; none: now.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<Finding>> OfAsync(
        Actor actor, string programme, string? body, string? indicator, DateTimeOffset? moment, CancellationToken cancellation)
    {
        if (boards.Find(programme)?.Current.Catalog is not { } catalog)
        {
            return [];
        }
        await using var db = record.Open();
        var rows = db.Set<FindingRow>().AsNoTracking().Where(row => row.Programme == programme);
        if (indicator is not null)
        {
            rows = rows.Where(row => row.Body == body && row.Indicator == indicator);
        }
        if (moment is { } then)
        {
            rows = rows.Where(row => row.OpenedAt <= then);
        }
        var above = body is null ? null : catalog.BodyPlace(body);
        var seen = (await rows.OrderByDescending(row => row.Id).ToListAsync(cancellation)).FindAll(row =>
            (above is not { } top || (catalog.BodyPlace(row.Body) is { } place && catalog.IsUnder(place, top))) && FindingRules.Sees(actor, catalog, row.Body));
        return await WithStepsAsync(db, seen, moment, cancellation);
    }

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
        WriteAsync<FindingAnswered>(async db =>
        {
            if (boards.Find(programme) is not { } board || await FindAsync(db, programme, id, cancellation) is not { } finding)
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
            var entry = new AuditEntry(to is FindingState.Closed ? "finding.closed" : "finding.answered", step.ByName, step.AtReal)
            {
                Role = step.ByRole,
                ByBody = step.ByBody,
                Programme = programme,
                Body = finding.Row.Body,
                Subject = finding.Row.Indicator,
                Details = [step.Text],
                At = step.At,
            };
            return ([step], [entry], new FindingAnswered(finding with { Steps = [.. finding.Steps, step] }, (string?)null));
        }, cancellation);

    /// <summary>Opens findings for cells whose contradiction has stood long enough, where none is open and this one was not opened before.</summary>
    internal Task<int> OpenAsync(Board board, IReadOnlyCollection<CellKey> cells, CancellationToken cancellation) => WriteAsync<int>(async db =>
    {
        var (snapshot, programme) = (board.Current, board.Programme.Code);
        var known = (await db.Set<FindingRow>().AsNoTracking().Where(row => row.Programme == programme).ToListAsync(cancellation))
            .ToLookup(row => (row.Body, row.Indicator));
        var closed = (await db.Set<FindingStep>().AsNoTracking().Where(step => step.To == FindingState.Closed).Select(step => step.Finding).ToListAsync(cancellation))
            .ToHashSet();
        var (rows, entries) = (new List<object>(), new List<AuditEntry>());
        foreach (var key in cells)
        {
            if (Opened(board, snapshot, key) is { } row
                && known[(row.Body, row.Indicator)].All(before => closed.Contains(before.Id) && before.Since != row.Since))
            {
                rows.Add(row);
                entries.Add(new AuditEntry("finding.opened", "rule 3", row.OpenedReal)
                {
                    Programme = programme,
                    Body = row.Body,
                    Subject = row.Indicator,
                    Details = [$"{row.WeakerValue}", $"{row.StrongerValue}"],
                    At = row.OpenedAt,
                });
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

    private static async Task<Finding?> FindAsync(BoardDb db, string programme, long id, CancellationToken cancellation) =>
        await db.Set<FindingRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Programme == programme, cancellation) is { } row
            ? (await WithStepsAsync(db, [row], null, cancellation))[0]
            : null;

    private static async Task<IReadOnlyList<Finding>> WithStepsAsync(BoardDb db, List<FindingRow> rows, DateTimeOffset? moment, CancellationToken cancellation)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var steps = (await db.Set<FindingStep>().AsNoTracking().Where(step => EF.Parameter(ids).Contains(step.Finding)).OrderBy(step => step.Number).ToListAsync(cancellation))
            .Where(step => moment is null || step.At <= moment).ToLookup(step => step.Finding);
        return rows.ConvertAll(row => new Finding(row, [.. steps[row.Id]]));
    }

    /// <summary>Judges against all that was committed before, on whatever node, and commits what the judgement gives, all of it or nothing.</summary>
    private async Task<TAnswer> WriteAsync<TAnswer>(
        Func<BoardDb, Task<(IReadOnlyList<object> Rows, IReadOnlyList<AuditEntry> Entries, TAnswer Answer)>> judge, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var db = record.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (db is PostgresBoardDb)
            {
                await db.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_xact_lock({WritersLock})", cancellation);
            }
            var (rows, entries, answer) = await judge(db);
            if (rows.Count > 0)
            {
                db.AddRange(rows);
                await db.SaveChangesAsync(cancellation);
                await AuditTrail.AppendAsync(db, entries, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }
}
