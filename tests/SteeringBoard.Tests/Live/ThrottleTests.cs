using System.Globalization;
using SteeringBoard.Live;

namespace SteeringBoard.Tests.Live;

public sealed class ThrottleTests
{
    [Fact]
    public async Task It_runs_in_the_language_of_whoever_made_it_whoever_calls()
    {
        var languages = new List<string>();
        var twice = new TaskCompletionSource();
        Throttle Make()
        {
            CultureInfo.CurrentUICulture = new CultureInfo("fr");
            return new Throttle(Run, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
        Task Run()
        {
            languages.Add(CultureInfo.CurrentUICulture.Name);
            if (languages.Count == 2)
            {
                twice.SetResult();
            }
            return Task.CompletedTask;
        }
        using var throttle = await Task.Run(Make);
        await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = new CultureInfo("en");
            throttle.Call();
            throttle.Call();
        });

        await twice.Task.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(["fr", "fr"], languages);
    }
}
