using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Bodies;
using SteeringBoard.Collection;
using SteeringBoard.Data;
using SteeringBoard.Demo;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Inspections;
using SteeringBoard.Live;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Seed;

namespace SteeringBoard;

/// <summary>What happens once before the board serves: record, seed, clocks, boards, in this order.</summary>
internal static class Opening
{
    /// <summary>The seed beside the executable.</summary>
    public static string SeedFolder => Path.Combine(AppContext.BaseDirectory, "seed-data");

    public static async Task OpenAsync(this WebApplication app, AuditEntry? first, CancellationToken cancellation)
    {
        var services = app.Services;
        var record = services.GetRequiredService<IRecord>();
        var time = services.GetRequiredService<TimeProvider>();
        await record.MigrateAsync(cancellation);
        await using var alone = await record.AloneAsync(cancellation);
        services.PrepareCookies();
        if (first is not null)
        {
            await services.GetRequiredService<AuditTrail>().WriteAsync(first, cancellation);
        }
        await new SeedLoad(record, time).RunAsync(SeedFolder, cancellation);

        var programmes = await ProgrammesAsync(record, services.GetRequiredService<DemoOptions>(), time, cancellation);
        await RefuseRehearsedAsync(record, programmes, cancellation);
        await ClockKeeping.ResumeAsync(record, programmes, time, cancellation);
        services.GetRequiredService<RunningProgrammes>().Fill(programmes);
        var directives = services.GetRequiredService<DirectiveRegister>();
        await directives.FillAsync(record, cancellation);
        await services.GetRequiredService<EvidenceFiles>().SweepAsync(cancellation);
        PlanCheckEndpoints.LogFaults(programmes, directives, services.GetRequiredService<ILogger<DirectiveRegister>>());

        var replay = services.GetRequiredService<Replay>();
        var cache = services.GetRequiredService<INewestCache>();
        var moves = services.GetRequiredService<DueMoves>();
        var boards = new List<Board>();
        foreach (var programme in programmes)
        {
            var catalog = await CatalogAsync(record, programme.Programme, cancellation);
            moves.LayOver(catalog);
            var cached = await cache.LoadBoardAsync(programme.Code, cancellation);
            var newest = await replay.NewestAsync(catalog, cached, programme.Clock.GetUtcNow(), cancellation);
            // The clock may lag the record after a crash; it never goes back behind what is recorded.
            boards.Add(new Board(programme, newest.ChangeId == 0 ? BoardSnapshot.Empty(catalog, programme.Clock.GetUtcNow()) : newest));
        }
        services.GetRequiredService<Boards>().Fill(boards);
        moves.Follow();
        await services.GetRequiredService<FindingBook>().FollowAsync(cancellation);
        CheckPulledValidity(boards, services.GetRequiredService<CollectionOptions>());
        CheckKeys(boards, services.GetRequiredService<AccessOptions>());
        if (services.GetRequiredService<DemoOptions>().Enabled)
        {
            await NameCastAsync(boards, services.GetRequiredService<DemoCast>(), services.GetRequiredService<DirectiveDesk>(), cancellation);
        }
    }

    /// <summary>What a rehearsal left is invented, and with the demo off nothing would say so.</summary>
    /// <exception cref="StartException">The record is a rehearsal's and the demo is off.</exception>
    private static async Task RefuseRehearsedAsync(IRecord record, List<RunningProgramme> programmes, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var rehearsed = await db.Set<ClockState>().AsNoTracking().Select(clock => clock.Programme).ToListAsync(cancellation);
        if (programmes.Find(programme => !programme.Clock.Plan.IsRehearsal && rehearsed.Contains(programme.Code)) is { } programme)
        {
            throw new StartException(
                $"The record holds a rehearsal of {programme.Code}: its readings are simulated, and the demo is off (Demo:Enabled). Begin with an empty record "
                + "(another Data:Directory, another database in ConnectionStrings:Record), or go on with Demo:Enabled=true.");
        }
    }

    /// <summary>In the demo its cast answers for the bodies: titles that are marked as simulated.</summary>
    private static async Task NameCastAsync(List<Board> boards, DemoCast cast, DirectiveDesk desk, CancellationToken cancellation)
    {
        var people = cast.All.Where(person => person.Role is ActorRole.Approver or ActorRole.Officer or ActorRole.Reporter).GroupBy(person => person.Body!)
            .Select(pair => (pair.Key, pair.Single(person => person.Role is ActorRole.Approver).Name, pair.Single(person => person.Role is not ActorRole.Approver).Name))
            .ToList();
        foreach (var board in boards)
        {
            await desk.NameWhereNobodyIsAsync(board.Programme.Code, people, new Actor("demo", ActorRole.System, null), cancellation);
        }
    }

    /// <summary>A value must outlive three pulls, or a healthy province would flicker between fresh and stale (design.md, rule 8).</summary>
    private static void CheckPulledValidity(IEnumerable<Board> boards, CollectionOptions collection)
    {
        foreach (var board in boards)
        {
            if (PulledValidity.Fault(board.Programme.Code, board.Current.Catalog.Indicators, collection.Interval, board.Clock.Speed) is { } fault)
            {
                throw new OptionsException(fault);
            }
        }
    }

    /// <summary>A key of a body that does not exist would never be of use; most likely its code is mistyped. One that the demo tells everybody is no secret.</summary>
    private static void CheckKeys(List<Board> boards, AccessOptions access)
    {
        var told = access.Demo || access.Keys.Count == 0 ? []
            : DemoKeys.All(boards.SelectMany(board => board.Current.Catalog.Bodies).Select(body => body.Code)).Select(ApiKey.Hash).ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < access.Keys.Count; place++)
        {
            if (told.Contains(access.Keys[place].Sha256))
            {
                throw new OptionsException($"Access:Keys:{place}:Sha256 is of a demo credential; the demo is off (Demo:Enabled).");
            }
            if (access.Keys[place].Body is { } body && !boards.Exists(board => board.Current.Catalog.BodyPlace(body) is not null))
            {
                throw new OptionsException($"Access:Keys:{place}:Body is '{body}': no programme has such a body.");
            }
        }
    }

    private static async Task<List<RunningProgramme>> ProgrammesAsync(IRecord record, DemoOptions demo, TimeProvider time, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var kept = await db.Set<Programme>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. kept.OrderByDescending(programme => programme.HardStop is not null).ThenBy(programme => programme.Code, StringComparer.Ordinal)
                .Select(demo.Set).Select(programme => new RunningProgramme(programme, new ProgrammeClock(programme.Clock, time))),
        ];
    }

    private static async Task<Catalog> CatalogAsync(IRecord record, Programme programme, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var bodies = await db.Set<Body>().AsNoTracking().Where(body => body.Set == programme.BodySet).OrderBy(body => body.Id).ToListAsync(cancellation);
        var indicators = await db.Set<Indicator>().AsNoTracking().Where(indicator => indicator.Programme == programme.Code)
            .OrderBy(indicator => indicator.Id).ToListAsync(cancellation);
        var dated = await db.Set<Directive>().AsNoTracking().Where(directive => directive.Programme == programme.Code && directive.DueBefore != null)
            .ToListAsync(cancellation);
        var due = dated.Where(directive => !directive.IsCountedFromThen).ToDictionary(directive => directive.Code, directive => directive.DueBefore!.Value, StringComparer.Ordinal);
        var totals = await db.Set<DenominatorRow>().AsNoTracking().InForce(programme).ToListAsync(cancellation);
        return new Catalog(programme, bodies, indicators, due, Denominators.Over(totals, bodies));
    }
}
