using System.Collections.Frozen;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SteeringBoard.Access;
using SteeringBoard.Access.Limits;
using SteeringBoard.Access.People;
using SteeringBoard.Audit;
using SteeringBoard.Bodies;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Deadlines;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Demo;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Api;
using SteeringBoard.Inspections;
using SteeringBoard.Inspections.Api;
using SteeringBoard.Live;
using SteeringBoard.Live.Redis;
using SteeringBoard.Operations;
using SteeringBoard.Programmes;
using SteeringBoard.Provinces;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Readiness.Nodes;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Seed;
using SteeringBoard.SelfReports;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.Shell;
using SteeringBoard.Situation;
using SteeringBoard.Telemetry;

namespace SteeringBoard;

/// <summary>The board as a server: what it is made of, in one place.</summary>
internal static class Serving
{
    internal const string DefaultAddress = "http://127.0.0.1:5080";
    private const string DemoInterval = "00:00:05";
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>The directive whose evidence is the headline: the official test of 27 June.</summary>
    private const string HeadlineDirective = "G13";

    public static async Task<int> RunAsync(string[] args)
    {
        AuditEntry? first = null;
        while (await ServeAsync(args, first) is var (left, restarted))
        {
            // The rehearsal is started again: with an empty record, at the start of its week.
            left.DeleteFiles();
            first = restarted;
        }
        return 0;
    }

    /// <summary>Serves until the board is stopped; the record to be begun anew and what its trail begins with, if that is what it was stopped for.</summary>
    private static async Task<(RecordOptions Left, AuditEntry Restarted)?> ServeAsync(string[] args, AuditEntry? first)
    {
        await using var app = Build(args);
        var record = app.Services.GetRequiredService<RecordOptions>();
        using var held = record.IsPostgres ? null : SoleBoard.Hold(record.Directory);
        var trail = app.Services.GetRequiredService<AuditTrail>();
        await app.OpenAsync(first, CancellationToken.None);
        await StartAsync(app);
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<Rehearsal>().StartedAgain is { } restarted
            // The new trail begins with where the old one ended.
            ? (record, restarted with { Details = [(await trail.HeadAsync(CancellationToken.None)).ToString()] })
            : null;
    }

    /// <summary>What everything begins with. Its settings and what browsers are sent lie beside the executable, from whatever folder it is started.</summary>
    /// <exception cref="OptionsException">A setting is none.</exception>
    internal static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        KnownSettings.Check(args, builder.Configuration);
        return builder;
    }

    /// <summary>The board, not yet opened: every endpoint is there.</summary>
    internal static WebApplication Build(string[] args)
    {
        var builder = Builder(args);
        var (configuration, services) = (builder.Configuration, builder.Services);
        if (string.IsNullOrEmpty(configuration["urls"]) && string.IsNullOrEmpty(configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
        var record = RecordOptions.From(configuration);
        var demo = DemoOptions.From(configuration, builder.Environment);
        var access = AccessOptions.From(configuration, demo.Enabled);
        if (access.Faults(configuration).ToList() is { Count: > 0 } faults)
        {
            throw new OptionsException(string.Join(Environment.NewLine, faults));
        }
        PrepareDirectory(record);
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, RequestLimits.LargestRequest));
        if (demo.Enabled)
        {
            configuration["Collection:Interval"] ??= DemoInterval;
        }

        builder.Logging.AddOtlp(configuration);

        WebApplication? app = null;
        // A start that fails is told once, by what is thrown; from then on the host speaks for itself.
        builder.Logging.AddFilter(HostLog, level => level >= LogLevel.Warning && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        services.AddSingleton(TimeProvider.System);
        // Viewers come back by themselves, and nothing acknowledged waits in memory: a stop need not wait for them.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
        // Development would turn a query that cannot be read into a failure of the board.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddApiDescription();
        services.AddData(record);
        services.AddAudit(
            caller => caller.Actor().Role is ActorRole.Auditor, AuditAddresses.Of,
            provider => code => provider.GetRequiredService<Boards>().All.Select(board => board.Current.Catalog.Body(code)).FirstOrDefault(body => body is not null)?.Name.ToString() ?? code);
        services.AddSingleton(demo);
        services.AddSingleton<RunningProgrammes>();
        services.AddHostedService<ClockKeeping>();
        services.AddAccess(
            access, provider => code => provider.GetRequiredService<Boards>().All.Any(board => board.Current.Catalog.BodyPlace(code) is not null),
            provider => () => provider.GetRequiredService<Boards>().All.SelectMany(board => board.Current.Catalog.Bodies));
        services.AddDirectives(record);
        services.AddReadiness();
        services.AddReadinessFigures();
        services.AddSingleton<Func<string, DateTimeOffset, CancellationToken, ValueTask<BoardSnapshot>>>(provider =>
            (programme, moment, cancellation) => new(provider.GetRequiredService<PastBoards>().AtAsync(programme, moment, cancellation)));
        services.AddSingleton<HeadlineIndicators>(provider => programme =>
            provider.GetRequiredService<DirectiveRegister>().Of(programme).FirstOrDefault(directive => directive.Code == HeadlineDirective)?.Indicators ?? []);
        services.AddDeadlines();
        services.AddSingleton<ExtensionEffects>(provider => (programme, directive, body, newDue) => provider.GetRequiredService<Boards>().Find(programme) is { } board
            ? ExtensionRules.Effects(board.Current, provider.GetRequiredService<NetworkViews>().Of(board.Current, provider.GetRequiredService<DirectivesOf>()(programme), board.Clock.GetUtcNow()), directive, body, newDue)
            : []);
        services.AddSingleton<SituationViews>();
        services.AddSingleton<RegisterOf>(provider => (programme, then) =>
            provider.GetRequiredService<DirectiveRegister>().Current(programme) is { } register ? then is { } moment ? register.AsOf(moment) : register : null);
        services.AddSingleton<DirectivesOf>(provider => provider.GetRequiredService<DirectiveRegister>().Of);
        services.AddSingleton<NoLongerWelcome>(provider => provider.GetRequiredService<Welcome>().NoLongerAsync);
        services.AddLive();
        var redis = configuration.GetConnectionString("Redis");
        services.AddRedisOrMemory(redis);
        services.AddNodes(record, cached: !string.IsNullOrWhiteSpace(redis));
        services.AddSingleton(SeedLoad.Read(Opening.SeedFolder));
        services.AddHostedService<SeedReadings>();
        services.AddCollection(configuration);
        services.AddSelfReports();
        services.AddSingleton<CellRefusals>();
        services.AddSingleton<CellApprovals>(provider => (programme, body, indicator, moment, cancellation) => Approvals.OfAsync(
            provider.GetRequiredService<Boards>(), provider.GetRequiredService<ReportWriting>(), programme, body, indicator, moment, cancellation));
        services.AddInspections();
        services.AddOperations();
        services.AddSingleton<Rehearsal>();
        services.AddShell();
        services.AddSingleton(provider => new SignInOffer(
            SignIn.Path, "/sign-out",
            [
                new("/my-work", "nav-my-work", Caller.Read), new("/inspections", "nav-inspections", InspectionsExtensions.Policy),
                new("/audit", "nav-audit", AuditReaders.Policy), new("/account", "nav-account", Caller.Account), new("/admin", "nav-admin", Caller.Administer),
            ],
            caller => caller.May(Caller.Read) && provider.GetRequiredService<KnownBodies>().Find(caller.Body()) is { } body
                ? body.Kind switch
                {
                    BodyKind.Province => new NavLink($"/provinces/{Uri.EscapeDataString(body.Code)}", "nav-own-province", Caller.Read),
                    BodyKind.Commune => new NavLink($"/provinces/{Uri.EscapeDataString(body.Code)}", "nav-own-commune", Caller.Read),
                    _ => new NavLink("/my-work", "nav-my-work", Caller.Read),
                }
                : null));
        services.AddCascadingAuthenticationState();
        services.AddSingleton<ProgrammeHeadings>(provider => () => Headings(provider));

        app = builder.Build();
        app.UseShell();
        app.UseAccess();
        app.MapShell();
        app.MapSignIn();
        app.MapAdministration();
        app.MapReadiness();
        app.MapPlanCheck();
        app.MapDeadlines();
        app.MapCriticalPath();
        app.MapDirectives();
        app.MapSelfReports();
        app.MapInspections();
        app.MapLive();
        app.MapHealth();
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        return app;
    }

    private static List<ProgrammeHeading> Headings(IServiceProvider provider)
    {
        var real = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        return
        [
            .. provider.GetRequiredService<RunningProgrammes>().All.Select(running => new ProgrammeHeading(
                running.Code, running.Programme.Name.ToString(), running.Clock.GetUtcNow(), real, running.Clock.Speed, running.Clock.Holds,
                running.Clock.Plan.Until, running.Programme.Simulated)),
        ];
    }

    private static async Task StartAsync(WebApplication app)
    {
        var rehearsal = app.Services.GetRequiredService<Rehearsal>();
        var demo = app.Services.GetRequiredService<DemoOptions>();
        if (demo.Enabled)
        {
            // A province whose real gateway is named is pulled there, and speaks for itself.
            var gateways = app.Services.GetRequiredService<GatewayRegistry>();
            var real = gateways.All.Select(gateway => gateway.Registration)
                .Where(gateway => gateway.Programme == DemoOptions.Rehearsed).Select(gateway => gateway.Body).ToHashSet(StringComparer.Ordinal);
            foreach (var (body, address) in await rehearsal.StartProvincesAsync(Opening.SeedFolder, real))
            {
                gateways.Add(new GatewayRegistration(DemoOptions.Rehearsed, body, address, null, EvidenceLevel.Pulled, EvidenceLevel.Tested));
            }
        }
        try
        {
            await app.StartAsync();
        }
        catch (Exception error) when (error is IOException or SocketException or FormatException)
        {
            throw new StartException(
                $"The board cannot be served: {error.Message} Choose another with ASPNETCORE_URLS, such as http://127.0.0.1:5081.", error);
        }
        var served = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        if (demo.Enabled)
        {
            rehearsal.StartClaims(new Uri(served));
        }
        Console.WriteLine($"SteeringBoard: {served}");
    }

    /// <summary>Makes the data directory and sees that it can be written.</summary>
    /// <exception cref="StartException">It cannot.</exception>
    public static void PrepareDirectory(RecordOptions record)
    {
        try
        {
            Directory.CreateDirectory(record.Directory);
            var probe = Path.Combine(record.Directory, $".{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The folder {Path.GetFullPath(record.Directory)} (Data:Directory) cannot be written: {error.Message}", error);
        }
    }
}

/// <summary>The board cannot start; the message says why and what to do.</summary>
public sealed class StartException : Exception
{
    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
