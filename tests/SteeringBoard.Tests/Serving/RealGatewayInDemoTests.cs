using System.Net.Http.Json;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;
using SteeringBoard.Tests.Gateway;

namespace SteeringBoard.Tests.Serving;

/// <summary>Somebody tries the gateway of their own province with the demo.</summary>
public sealed class RealGatewayInDemoTests
{
    [Fact]
    public async Task A_real_gateway_takes_the_place_of_the_simulated_one()
    {
        await using var province = await FileGateway.StartAsync("readiness.csv");
        province.Write("readiness.csv", 0, "indicator,value,total", "I09,41,53");
        // A file written in the week that is rehearsed: nothing of the future is taken.
        File.SetLastWriteTimeUtc(Path.Combine(province.Folder, "readiness.csv"), GoLive.At("06-24 07:30").UtcDateTime);
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string>
        {
            ["Demo:Enabled"] = "true",
            ["Demo:Speed"] = "1",
            ["Collection:Interval"] = "00:00:01",
            ["Collection:Gateways:0:Programme"] = GoLive.Programme,
            ["Collection:Gateways:0:Body"] = "79",
            ["Collection:Gateways:0:Address"] = province.Http.BaseAddress!.ToString(),
        });
        using var client = board.CreateClient();

        await Eventually.PassesAsync(async () =>
        {
            var (ours, others) = (await CellsAsync(client, "79"), await CellsAsync(client, "01"));
            Assert.Contains(others, cell => cell.Levels.ContainsKey("claimed"));
            Assert.Contains(others, cell => cell.Levels.ContainsKey("pulled"));
            var heard = Assert.Single(ours, cell => cell.Levels.Count > 0);
            Assert.Equal("I09", heard.Indicator);
            Assert.Equal((41, "pulled"), (heard.Levels["pulled"].Value, Assert.Single(heard.Levels.Keys)));
        }, TimeSpan.FromSeconds(60));
    }

    private static async Task<BoardCell[]> CellsAsync(HttpClient client, string body) =>
        [.. (await client.GetFromJsonAsync<BoardAnswer>(
            new Uri($"api/v1/programmes/{GoLive.Programme}/board", UriKind.Relative), WireJson.Options))!.Cells.Where(cell => cell.Body == body)];
}
