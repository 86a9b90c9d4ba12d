using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Audit;
using SteeringBoard.Backups;
using SteeringBoard.Bodies;
using SteeringBoard.Data;
using SteeringBoard.Inspections;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Seed;
using SteeringBoard.SelfReports.Record;

namespace SteeringBoard;

/// <summary>The commands beside <c>serve</c>.</summary>
internal static class Commands
{
    private const string Text =
        """
        SteeringBoard: a live operations dashboard for a steering committee.

        Usage: SteeringBoard [command] [--key=value ...]

          serve                 Serves the board (the default). Creates its record and loads seed-data/ at first start.
          import bodies FILE    Takes the real table of commune-level units (CSV: code, province_code, name_vi, name_ascii,
                                type, lat, lon) in place of the simulated ones. All rows or none.
          invite NAME EMAIL ROLE [BODY]
                                Invites somebody, such as the first Administrator, and prints the link to send: it is good once, for
                                three days. BODY is a code; a role of no body has none. A wrong ROLE names those there are.
          backup FILE           Saves the record and all files to one archive outside of Data:Directory, while the board serves. Never
                                writes over one.
          restore FILE          Brings an archive into an empty Data:Directory (and an empty PostgreSQL database).
          audit verify          Checks the chain of the audit trail and names the first broken entry; changes nothing. With
                                --noted=MARK also against a head that was noted elsewhere.
          seed --check          Reads seed-data/ and tells every wrong row; changes nothing.
          --help                This text.

        Settings (environment variables write __ for the colon, such as Data__Directory):

          ASPNETCORE_URLS             Where to listen. Default http://127.0.0.1:5080
          Data:Directory              All files of the embedded mode. Default data/
          ConnectionStrings:Record    PostgreSQL; without it the record is a SQLite file in Data:Directory
          Data:PostgresTools          Folder of pg_dump and pg_restore, for backup and restore; default: where Debian has them, or the path
          ConnectionStrings:Redis     Redis; without it the newest state is kept in memory (one node)
          Demo:Enabled                The rehearsal with simulated provinces and guests. Default: only in Development. A record it left is
                                      not opened without it
          Demo:Speed, Demo:Start      How fast the rehearsal clock runs, and from where. Default 60, 2025-06-24T08:00+07:00
          Demo:Claims                 false: no simulated claims are pushed
          Demo:Seed                   Which week is invented, a whole number. Default 7
          Collection:Interval         Real time between two pulls of a gateway. Default 00:00:15; in the demo 00:00:05
          Collection:Budget           How long one pull may take, in all its tries. Default 00:00:10
          Collection:ConnectTimeout   How long a connection may take to open before another try. Default 00:00:03
          Collection:Retries          Tries after the first. Default 2
          Collection:RetryDelay       Before the first retry; it doubles, with jitter. Default 00:00:00.3
          Collection:BreakerFailures  Failed pulls in a row that open a gateway's breaker. Default 4
          Collection:BreakerOpen      How long it stays open at first. Default 00:00:30
          Collection:MaxParallel      Pulls at work at once on a node. Default 32
          Collection:Shards           Sweep jobs the gateways are spread over; 0, the default: their number decides
          Collection:KeepRuns         How long the runs of pulls are kept. Default 30.00:00:00
          Collection:Gateways:0:…     Programme, Body, Address, Token, Evidence, MostEvidence of a province's gateway
          ASPNETCORE_FORWARDEDHEADERS_ENABLED
                                      true behind a proxy that ends TLS: addresses and https are then those of people
          Access:Address              Where people find the board, for links sent to them. Default: on a page the address it was asked at,
                                      for 'invite' the first of ASPNETCORE_URLS
          Access:Keys:0:…             Name, Sha256 (each one of its own), Body, Push, Most, Office of an API key; others are made on /admin/keys
          SignOn:…                    Single sign-on at an OpenID provider: Authority, ClientId, ClientSecret; optional Name, Scope, BodyClaim (body), RoleClaim (role), Roles:{its word}
          Access:Limits:…             Requests a second: Key (200), DemoKey (500), Person (50), Address (100); SignIn (10) a minute
          OTEL_EXPORTER_OTLP_ENDPOINT Where traces, metrics and logs are sent over OTLP; without it nowhere (docs/telemetry.md)
        """;

    public static int Help()
    {
        Console.WriteLine(Text);
        return 0;
    }

    public static int Unknown(string[] args)
    {
        var begun = $"{string.Join(' ', args)} ";
        Console.Error.WriteLine(
            Text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(begun, StringComparison.Ordinal)) is { } meant
                ? $"Something is missing: {meant.Split("  ")[0]}. --help tells all."
                : $"There is no command '{string.Join(' ', args)}'. --help tells all.");
        return 2;
    }

    public static int CheckSeed()
    {
        var seed = SeedLoad.Read(Opening.SeedFolder);
        Console.WriteLine($"seed-data is whole: {seed.Programmes.Count} programmes, {seed.Bodies.Count} bodies, {seed.Indicators.Count} indicators, {seed.Directives.Count} directives");
        return 0;
    }

    public static async Task<int> InviteAsync(string name, string email, string role, string[] rest)
    {
        var (body, args) = rest is [var code, .. var others] && !code.StartsWith("--", StringComparison.Ordinal) ? (code, others) : (null, rest);
        if (!Enum.TryParse<ActorRole>(role, ignoreCase: true, out var wanted) || !PeopleRules.All.Contains(wanted))
        {
            throw new StartException($"There is no role '{role}'. There are {string.Join(", ", PeopleRules.All)}.");
        }
        var configuration = Serving.Builder(args).Configuration;
        var options = RecordOptions.From(configuration);
        var address = AccessOptions.From(configuration, demo: false).Address ?? Served(configuration);
        Serving.PrepareDirectory(options);
        await using var services = new ServiceCollection().AddLogging().AddData(options).AddSingleton(TimeProvider.System).BuildServiceProvider();
        var record = services.GetRequiredService<IRecord>();
        await record.MigrateAsync(CancellationToken.None);
        await new SeedLoad(record, TimeProvider.System).RunAsync(Opening.SeedFolder, CancellationToken.None);
        await using var db = record.Open();
        var bodies = await db.Set<Body>().AsNoTracking().ToListAsync();
        var desk = new InvitationDesk(record, new KnownBodies(() => bodies), TimeProvider.System, services.GetRequiredService<ILogger<InvitationDesk>>());
        // Whoever runs commands on the board's machine manages it.
        var (token, refusal) = await desk.InviteAsync(new Invited(name, email, wanted, body), new Actor("invite", ActorRole.Administrator, null), CancellationToken.None);
        if (refusal is not null)
        {
            throw new StartException(refusal.Code switch
            {
                "no-such-body" => $"There is no body '{body}'.",
                "role-misfit" => $"{wanted} is no role of {body ?? "somebody without a body"}. There are {string.Join(", ", bodies.Find(one => one.Code == body) is { } known ? PeopleRules.Of(known.Kind) : PeopleRules.OfNoBody)}.",
                "already-there" => $"There is an account for {email} already.",
                "email" => $"'{email}' is no e-mail address.",
                _ => $"The name '{name}' cannot be used.",
            });
        }
        Console.WriteLine($"{new Uri(address, $"invitation/{token}")}");
        return 0;
    }

    /// <summary>Where a board with these settings is found on its own machine: one that listens everywhere listens there too.</summary>
    private static Uri Served(ConfigurationManager configuration)
    {
        var first = (configuration["urls"] is { Length: > 0 } urls ? urls : Serving.DefaultAddress).Split(';')[0];
        try
        {
            var bound = BindingAddress.Parse(first);
            return new UriBuilder(bound.Scheme, bound.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : bound.Host, bound.Port).Uri;
        }
        catch (FormatException error)
        {
            throw new StartException($"ASPNETCORE_URLS is '{first}', where nothing can be found: {error.Message} Set Access:Address.", error);
        }
    }

    public static async Task<int> VerifyAuditAsync(string[] args)
    {
        var configuration = Serving.Builder(args).Configuration;
        var noted = configuration["noted"];
        if (noted is not null && AuditMark.Read(noted) is null)
        {
            throw new StartException($"--noted={noted} is no mark: a number, a colon and 64 hexadecimal digits, as 'audit verify' prints it.");
        }
        return await OverAsync(configuration, async (record, _) =>
        {
            await using var readings = new ReadingsCheck(record);
            return await AuditCommand.VerifyAsync(
                record, AuditMark.Read(noted), [readings, new ReportCheck(record), new InspectionCheck(record)], CancellationToken.None);
        });
    }

    public static Task<int> BackupAsync(string file, string[] args)
    {
        var configuration = Serving.Builder(args).Configuration;
        return OverAsync(configuration, async (record, options) =>
        {
            var manifest = await Backup.RunAsync(record, options, configuration["Data:PostgresTools"], file, TimeProvider.System, CancellationToken.None);
            Console.WriteLine($"{file}: {manifest.Files.Count} files of {manifest.Database}; the audit trail up to {manifest.AuditHead}");
            return 0;
        });
    }

    public static async Task<int> RestoreAsync(string file, string[] args)
    {
        var configuration = Serving.Builder(args).Configuration;
        var options = RecordOptions.From(configuration);
        try
        {
            var manifest = await Restore.RunAsync(options, configuration["Data:PostgresTools"], file, CancellationToken.None);
            Console.WriteLine($"{manifest.Files.Count} files of {manifest.Database} as of {manifest.At:u}; check with 'audit verify --noted={manifest.AuditHead}'");
            return 0;
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file} was not restored: {error.Message}", error);
        }
    }

    /// <summary>Does something over a record that is there.</summary>
    private static async Task<int> OverAsync(IConfiguration configuration, Func<IRecord, RecordOptions, Task<int>> doing)
    {
        var options = RecordOptions.From(configuration);
        if (!options.IsPostgres && !File.Exists(options.SqliteFile))
        {
            throw new StartException($"There is no record in {Path.GetFullPath(options.Directory)} (Data:Directory).");
        }
        await using var services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        try
        {
            return await doing(services.GetRequiredService<IRecord>(), options);
        }
        catch (Exception error) when (Outage.Is(error) || error is UnauthorizedAccessException)
        {
            throw new StartException(
                $"The record ({(options.IsPostgres ? "ConnectionStrings:Record" : "Data:Directory")}) cannot be read or saved: {Outage.Told(error)}", error);
        }
    }

    public static async Task<int> ImportBodiesAsync(string file, string[] args)
    {
        if (!File.Exists(file))
        {
            throw new StartException($"There is no file {Path.GetFullPath(file)}.");
        }
        var configuration = Serving.Builder(args).Configuration;
        var options = RecordOptions.From(configuration);
        Serving.PrepareDirectory(options);
        await using var services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        var record = services.GetRequiredService<IRecord>();
        await record.MigrateAsync(CancellationToken.None);
        var load = new SeedLoad(record, TimeProvider.System);
        await load.RunAsync(Opening.SeedFolder, CancellationToken.None);
        var count = await load.ImportBodiesAsync(file, "vn-2025", CancellationToken.None);
        Console.WriteLine($"{count} commune-level bodies imported into vn-2025; a board that is running shows them once it is started again");
        return 0;
    }
}
