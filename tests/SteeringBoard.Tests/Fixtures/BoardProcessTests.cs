using System.Net;

namespace SteeringBoard.Tests.Fixtures;

public sealed class BoardProcessTests
{
    [Fact]
    public async Task A_killed_board_comes_back_at_the_same_address()
    {
        await using var board = await BoardProcess.StartAsync();
        using var client = board.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);

        board.Kill();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/", UriKind.Relative)));
        await board.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
    }
}
