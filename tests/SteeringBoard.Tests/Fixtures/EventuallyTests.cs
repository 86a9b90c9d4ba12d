namespace SteeringBoard.Tests.Fixtures;

public sealed class EventuallyTests
{
    [Fact]
    public async Task What_comes_true_later_is_waited_for()
    {
        var asked = 0;

        await Eventually.HoldsAsync(() => ++asked == 3, "the third question");

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task What_never_comes_true_fails_by_name()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.HoldsAsync(() => false, "rain", TimeSpan.FromMilliseconds(30)));

        Assert.Contains("rain", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_failed_assertion_is_the_failure()
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Eventually.PassesAsync(
            () =>
            {
                Assert.Fail("not yet");
                return Task.CompletedTask;
            },
            TimeSpan.FromMilliseconds(30)));

        Assert.Contains("not yet", failure.Message, StringComparison.Ordinal);
    }
}
