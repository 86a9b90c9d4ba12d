using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Inspections;

/// <summary>What an inspector sends.</summary>
/// <param name="Id">Made on the device.</param>
/// <param name="Body">Code of the body visited.</param>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Value">What was counted.</param>
/// <param name="Total">Of how many; none for a counter.</param>
/// <param name="Note">What was seen.</param>
/// <param name="Place">Where.</param>
/// <param name="TakenReal">When, by the device.</param>
/// <param name="PhotoHash">SHA-256 of the photo, as the store gave it.</param>
/// <param name="PhotoName">As the device called it.</param>
public sealed record InspectionSheet(
    Guid Id, string Body, string Indicator, long Value, long? Total, string Note, string Place, DateTimeOffset TakenReal, string? PhotoHash, string? PhotoName);

/// <summary>What became of it.</summary>
/// <param name="Inspection">As it is kept; none when it was refused.</param>
/// <param name="Again">It was here already: nothing was written.</param>
/// <param name="Refusal">A code, told in words by <see cref="InspectionTexts"/> or by the intake.</param>
/// <param name="Message">The intake's words, in the reader's language; none for a refusal of ours.</param>
public sealed record InspectionTaken(Inspection? Inspection, bool Again, string? Refusal, string? Message = null);

/// <summary>Where inspections come in: each once, its number through the one intake as a reading of level inspected.</summary>
public sealed class InspectionDesk(IRecord record, Boards boards, DocumentIntake intake, Sources sources, EvidenceFiles files, TimeProvider time) : IDisposable
{
    public const int MostText = 1_000;

    /// <summary>How long before it arrives something can have been seen, real time: a device that says more has a wrong clock.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(365);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes an inspection in; the answer comes after it is durable. Sent again it changes nothing.</summary>
    public async Task<InspectionTaken> TakeAsync(string programme, InspectionSheet sheet, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(actor);
        // A device that is not sure sends again at once: the second waits and finds the first.
        await _one.WaitAsync(cancellation);
        try
        {
            return await JudgeAsync(programme, sheet, actor, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<InspectionTaken> JudgeAsync(string programme, InspectionSheet sheet, Actor actor, CancellationToken cancellation)
    {
        if (actor is not { Role: ActorRole.Inspector, Body: null })
        {
            return new InspectionTaken(null, false, FindingRefusals.NotYourRight);
        }
        if (boards.Find(programme) is not { } board)
        {
            return new InspectionTaken(null, false, "unknown-programme");
        }
        await using var db = record.Open();
        if (await FindAsync(db, sheet.Id, cancellation) is { } before)
        {
            return Before(before, programme, actor.Name);
        }
        if (Refuse(sheet, board.Current.Catalog) is { } refusal)
        {
            return new InspectionTaken(null, false, refusal);
        }
        var inspection = Row(programme, sheet, actor, board);
        var code = SourceOf(actor.Name);
        var source = new IntakeSource(
            await sources.NumberAsync(code, "inspection", cancellation), code, sheet.Body, EvidenceLevel.Inspected, EvidenceLevel.Inspected, TimeSpan.Zero)
        {
            Person = (actor.Name, actor.Role.ToString()),
        };
        // The reading comes first: what is kept beside it never tells of a number that is not there. The very same reading is taken once.
        var result = await intake.TakeAsync(Document(inspection), source, null, cancellation);
        if (result.Refusal is { } whole)
        {
            return new InspectionTaken(null, false, whole.Code, whole.Message);
        }
        if (result.Answer?.Problems.FirstOrDefault(problem => problem.Severity == ProblemCodes.Refused) is { } problem)
        {
            return new InspectionTaken(null, false, problem.Code, problem.Message);
        }
        return await KeepAsync(inspection, cancellation);
    }

    private async Task<InspectionTaken> KeepAsync(Inspection inspection, CancellationToken cancellation)
    {
        await using var db = record.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(inspection);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(cancellation);
            // Sent twice at once, the other was kept; or else nothing was, and the device must not be told so.
            await using var again = record.Open();
            if (await FindAsync(again, inspection.Id, cancellation) is not { } other)
            {
                throw;
            }
            return Before(other, inspection.Programme, inspection.ByName);
        }
        await AuditTrail.AppendAsync(db, [InspectionAudit.Of(inspection)], cancellation);
        await transaction.CommitAsync(cancellation);
        return new InspectionTaken(inspection, false, null);
    }

    /// <summary>The newest inspections, newest first; none when the reader may not see them: the visited never do.</summary>
    public async Task<IReadOnlyList<Inspection>?> NewestAsync(Actor actor, string programme, DateTimeOffset? moment, int most, CancellationToken cancellation)
    {
        if (!FindingRules.SeesInspections(actor))
        {
            return null;
        }
        await using var db = record.Open();
        var rows = db.Set<Inspection>().AsNoTracking().Where(row => row.Programme == programme);
        if (moment is { } then)
        {
            rows = rows.Where(row => row.At <= then);
        }
        return await rows.OrderByDescending(row => row.At).Take(most).ToListAsync(cancellation);
    }

    /// <summary>The inspections of a cell that have a photo; empty for who may not see them.</summary>
    public async Task<IReadOnlyList<Inspection>> WithPhotoAsync(Actor actor, string programme, string body, string indicator, CancellationToken cancellation)
    {
        if (!FindingRules.SeesInspections(actor))
        {
            return [];
        }
        await using var db = record.Open();
        return await db.Set<Inspection>().AsNoTracking()
            .Where(row => row.Programme == programme && row.Body == body && row.Indicator == indicator && row.PhotoHash != null)
            .ToListAsync(cancellation);
    }

    /// <summary>The photo of an inspection; none where there is none, or for who may not see it.</summary>
    public async Task<(Stream Content, Inspection Of)?> PhotoAsync(Actor actor, string programme, Guid id, CancellationToken cancellation)
    {
        if (!FindingRules.SeesInspections(actor))
        {
            return null;
        }
        await using var db = record.Open();
        return await db.Set<Inspection>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Programme == programme, cancellation) is { PhotoHash: { } hash } row
            && files.Open(hash) is { } content ? (content, row) : null;
    }

    /// <summary>The code of the source that an inspector's readings come from.</summary>
    public static string SourceOf(string inspector) => $"inspection:{inspector}";

    private static Task<Inspection?> FindAsync(BoardDb db, Guid id, CancellationToken cancellation) =>
        db.Set<Inspection>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);

    /// <summary>What is answered where one of this id is kept: it is told again to who sent it, and to nobody else.</summary>
    private static InspectionTaken Before(Inspection kept, string programme, string by) =>
        kept.ByName == by && kept.Programme == programme
            ? new InspectionTaken(kept, true, null)
            : new InspectionTaken(null, false, "id-taken");

    private string? Refuse(InspectionSheet sheet, Catalog catalog) =>
        catalog.BodyPlace(sheet.Body) is null ? "unknown-body"
        : catalog.IndicatorPlace(sheet.Indicator) is null ? "unknown-indicator"
        : sheet.Note.Length > MostText || sheet.Place.Length > MostText ? FindingRefusals.TextTooLong
        : $"{sheet.Note}{sheet.Place}{sheet.PhotoName}".Contains('\0', StringComparison.Ordinal) ? "bad-request"
        : sheet.TakenReal < time.GetUtcNow() - Oldest ? "clock-behind"
        : sheet.PhotoHash is { } hash && !files.Has(hash) ? "unknown-file"
        : null;

    private Inspection Row(string programme, InspectionSheet sheet, Actor actor, Board board)
    {
        var (now, real) = (board.Clock.GetUtcNow(), time.GetUtcNow());
        // A device's clock may run ahead; nothing is seen before it happens.
        var taken = sheet.TakenReal > real ? real : sheet.TakenReal;
        // A rehearsal's time runs faster than the device's, and there is none before its start.
        var ago = (real - taken).TotalSeconds * board.Clock.Speed;
        return new Inspection
        {
            Id = sheet.Id,
            Programme = programme,
            Body = sheet.Body,
            Indicator = sheet.Indicator,
            Value = sheet.Value,
            Total = sheet.Total ?? 0,
            Note = sheet.Note.Trim(),
            Place = sheet.Place.Trim(),
            TakenReal = taken,
            TakenAt = board.Clock.Plan.Start is { } start ? now.AddSeconds(-Math.Min(ago, Math.Max(0, (now - start).TotalSeconds))) : taken,
            PhotoHash = sheet.PhotoHash,
            PhotoName = sheet.PhotoName,
            ByName = actor.Name,
            At = now,
            AtReal = real,
        };
    }

    private static byte[] Document(Inspection inspection) => JsonSerializer.SerializeToUtf8Bytes(
        new ReadinessDocument
        {
            Programme = inspection.Programme,
            Body = inspection.Body,
            AsOf = inspection.TakenAt,
            Readings =
            [
                new ReadingEntry
                {
                    Indicator = inspection.Indicator,
                    Value = inspection.Value,
                    Total = inspection.Total == 0 ? null : inspection.Total,
                    Evidence = EvidenceLevel.Inspected,
                    Note = string.Join(" · ", new[] { inspection.ByName, inspection.Note }.Where(part => part.Length > 0)),
                },
            ],
        },
        WireJson.Options);
}
