using SteeringBoard.Benchmarks.Bare;
using SteeringBoard.Benchmarks.Load;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Benchmarks;

/// <summary>SCRATCH</summary>
internal sealed class BoardServer(ChildProcess process, Uri address, TempFolder folder) : IAsyncDisposable
{
    private static readonly BoardFrame F = new("go-live-2025", 1, 2, new DateTimeOffset(2025, 6, 24, 8, 0, 0, TimeSpan.FromHours(7)), [new CellChange("79", "I03", null, EvidenceLevel.Claimed, 1, 2112, CellStatus.AtRisk, new Dictionary<string, BoardReading>{["claimed"]=new(1, 2112, default, default, "push")})]);
    public static async Task<BoardServer> StartAsync(string? postgres = null)
    {
        var folder = new TempFolder();
        var (process, address) = await Worker.ServeAsync(BareServer.Mode, new BareServerPlan(postgres ?? $"Data Source={folder["bare.db"]}", F));
        return new(process, address, folder);
    }

    public Server Server { get; } = new(address, "key", process.Id);
    public DocumentSeries Series { get; } = new("go-live-2025", "79", new DateTimeOffset(2025, 6, 24, 0, 0, 0, TimeSpan.FromHours(7)));
    public Target[] Targets { get; } = Enumerable.Range(0, 168).Select(i => new Target($"{26000 + i}", "I10", 1)).ToArray();
    public static Task<BoardFrame> FrameAsync(Target target) => Task.FromResult(F);
    public async ValueTask DisposeAsync() { await process.DisposeAsync(); folder.Dispose(); }
}
