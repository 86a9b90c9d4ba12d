using SteeringBoard.Data;
using SteeringBoard.Seed;

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
          seed --check          Reads seed-data/ and tells every wrong row; changes nothing.
          --help                This text.

        Settings (environment variables write __ for the colon, such as Data__Directory):

          ASPNETCORE_URLS             Where to listen. Default http://127.0.0.1:5080
          Data:Directory              All files of the embedded mode. Default data/
          ConnectionStrings:Record    PostgreSQL; without it the record is a SQLite file in Data:Directory
          ConnectionStrings:Redis     Redis; without it the newest state is kept in memory (one node)
          Demo:Enabled                The rehearsal with simulated provinces and guests. Default: only in Development
          Demo:Speed, Demo:Start      How fast the rehearsal clock runs, and from where. Default 60, 2025-06-24T08:00+07:00
          Demo:Claims                 false: no simulated claims are pushed
          Collection:Interval         Real time between two pulls of a gateway. Default 00:00:15; in the demo 00:00:05
          Collection:Gateways:0:…     Programme, Body, Address, Token, Evidence, MostEvidence of a province's gateway
          Access:Keys:0:…             Name, Sha256, Body, Push, Most, Office of an API key
          OTEL_EXPORTER_OTLP_ENDPOINT Where traces, metrics and logs are sent over OTLP; without it nowhere (docs/telemetry.md)
        """;

    public static int Help()
    {
        Console.WriteLine(Text);
        return 0;
    }

    public static int Unknown(string[] args)
    {
        Console.Error.WriteLine($"There is no command '{string.Join(' ', args)}'. --help tells all.");
        return 2;
    }

    public static int CheckSeed()
    {
        var seed = SeedLoad.Read(Opening.SeedFolder);
        Console.WriteLine($"seed-data is whole: {seed.Programmes.Count} programmes, {seed.Bodies.Count} bodies, {seed.Indicators.Count} indicators, {seed.Directives.Count} directives");
        return 0;
    }

    public static async Task<int> ImportBodiesAsync(string file, string[] args)
    {
        if (!File.Exists(file))
        {
            throw new StartException($"There is no file {file}.");
        }
        var configuration = WebApplication.CreateBuilder(args).Configuration;
        var options = RecordOptions.From(configuration);
        Serving.PrepareDirectory(options);
        await using var services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        var record = services.GetRequiredService<IRecord>();
        await record.MigrateAsync(CancellationToken.None);
        var load = new SeedLoad(record);
        await load.RunAsync(Opening.SeedFolder, CancellationToken.None);
        var count = await load.ImportBodiesAsync(file, "vn-2025", CancellationToken.None);
        Console.WriteLine($"{count} commune-level bodies imported into vn-2025");
        return 0;
    }
}
