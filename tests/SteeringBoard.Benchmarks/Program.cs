using System.Text.Json;
using SteeringBoard.Benchmarks;
using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Figures;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Benchmarks.Reporting;

switch (args)
{
    case [BareServer.Mode, var plan]:
        await BareServer.RunAsync(JsonSerializer.Deserialize<BareServerPlan>(plan)!);
        return 0;
    case [BarePull.Mode, var plan]:
        await Worker.AnswerAsync<BarePullPlan, BarePullResult>(plan, BarePull.RunAsync);
        return 0;
    case [WritingBoard.Mode, var plan]:
        await WritingBoard.RunAsync(JsonSerializer.Deserialize<WritingBoardPlan>(plan)!);
        return 0;
    case [Gateways.Mode, var file]:
        await Gateways.RunAsync(JsonSerializer.Deserialize<GatewaysPlan>(await File.ReadAllTextAsync(JsonSerializer.Deserialize<string>(file)!))!);
        return 0;
    case [Delivery.Mode, var plan]:
        await Worker.AnswerAsync<DeliveryPlan, DeliveryResult>(plan, Delivery.RunAsync);
        return 0;
    case [Throughput.Mode, var plan]:
        await Worker.AnswerAsync<ThroughputPlan, ThroughputResult>(plan, Throughput.RunAsync);
        return 0;
    case [Viewers.Mode, var plan]:
        await Viewers.RunAsync(JsonSerializer.Deserialize<ViewersPlan>(plan)!);
        return 0;
    case [BareBlazor.Mode, var plan]:
        await BareBlazor.RunAsync(JsonSerializer.Deserialize<BareBlazorPlan>(plan)!);
        return 0;
}

var seeds = Backtest.Usual;
if (args is [.. var before, "--seeds", var range])
{
    if (Backtest.Range(range) is not { } asked)
    {
        Console.Error.WriteLine($"{range} is no range of seeds, such as 1..300.");
        return 2;
    }
    (args, seeds) = (before, asked);
}

var figures = new Dictionary<string, Func<Task<IReadOnlyList<Row>>>>(StringComparer.Ordinal)
{
    ["delivery"] = LiveDelivery.MeasureAsync,
    ["single-sqlite"] = SingleReadings.OnSqliteAsync,
    ["single-postgres"] = SingleReadings.OnPostgresAsync,
    ["large-sqlite"] = LargeDocuments.OnSqliteAsync,
    ["large-postgres"] = LargeDocuments.OnPostgresAsync,
    ["audit-sqlite"] = AuditCost.OnSqliteAsync,
    ["audit-postgres"] = AuditCost.OnPostgresAsync,
    ["sweep"] = SweepTime.MeasureAsync,
    ["sweep-cost"] = SweepCost.MeasureAsync,
    ["communes"] = ManyGateways.MeasureAsync,
    ["ten-million"] = TenMillion.MeasureAsync,
    ["register"] = RegisterSearch.MeasureAsync,
    ["rights"] = RightsCost.MeasureAsync,
    ["pull-bytes"] = PullBytes.MeasureAsync,
    ["pixel"] = Pixel.MeasureAsync,
    ["circuit-memory"] = CircuitMemory.MeasureAsync,
    ["viewer-cpu"] = ViewerCost.MeasureAsync,
    ["first-visit"] = Visits.FirstAsync,
    ["second-visit"] = Visits.SecondAsync,
    ["report"] = ReportVisits.MeasureAsync,
    ["spreadsheet"] = SpreadsheetPreview.MeasureAsync,
    ["wallboard-night"] = WallboardNight.MeasureAsync,
    ["network"] = NetworkCost.MeasureAsync,
    ["forecasts"] = ForecastCost.MeasureAsync,
    ["gantt"] = GanttDrawing.MeasureAsync,
    ["backtest"] = () => Backtest.MeasureAsync(seeds),
};
if (args.FirstOrDefault(name => !figures.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no figure {unknown}. There are: {string.Join(", ", figures.Keys)}. Without a name all are measured.");
    return 2;
}

var rows = new List<Row>();
foreach (var name in args.Length > 0 ? args : [.. figures.Keys])
{
    Console.Error.WriteLine($"Measuring {name}");
    rows.AddRange(await figures[name]());
}

Console.WriteLine(Table.Render(rows));
return rows.TrueForAll(row => row.Holds) ? 0 : 1;
