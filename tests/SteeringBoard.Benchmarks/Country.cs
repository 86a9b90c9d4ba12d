using SteeringBoard.Benchmarks.Load;

namespace SteeringBoard.Benchmarks;

/// <summary>What gateways all over the country serve, as a board without gateways knows it.</summary>
internal static class Country
{
    /// <summary>The 34 provinces, each with so many readings of itself and its communes.</summary>
    public static Task<(Dictionary<string, Target[]> Targets, TimeSpan Ahead)> ProvincesAsync(int readings) => AskAsync(async board =>
    {
        var provinces = new Dictionary<string, Target[]>();
        foreach (var province in await board.ProvincesAsync())
        {
            provinces[province] = [.. (await board.TargetsAsync(province)).Take(readings)];
        }

        return provinces;
    });

    /// <summary>Every province and every commune-level unit, each with so many readings of itself.</summary>
    public static Task<(Dictionary<string, Target[]> Targets, TimeSpan Ahead)> AllAsync(int readings) => AskAsync(async board =>
    {
        var provinces = await board.ProvincesAsync();
        var targets = await Task.WhenAll(provinces.Select(board.TargetsAsync));
        return targets.SelectMany(cells => cells).GroupBy(target => target.Body)
            .ToDictionary(body => body.Key, body => body.Take(readings).ToArray());
    });

    private static async Task<(Dictionary<string, Target[]> Targets, TimeSpan Ahead)> AskAsync(
        Func<BoardServer, Task<Dictionary<string, Target[]>>> ask)
    {
        await using var board = await BoardServer.StartAsync();
        var targets = await ask(board);
        return (targets, await board.NowAsync() - TimeProvider.System.GetUtcNow());
    }
}
