using System.Diagnostics;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>Waits, in real time and with a deadline, for what happens elsewhere.</summary>
public static class Eventually
{
    /// <summary>How long a test waits unless it says otherwise: far more than needed, since only a failing test waits it out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until the condition holds; past the deadline the test fails, naming what was awaited.</summary>
    public static Task HoldsAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        HoldsAsync(() => Task.FromResult(condition()), what, within);

    /// <inheritdoc cref="HoldsAsync(Func{bool}, string, TimeSpan?)"/>
    public static Task HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null) =>
        GetAsync(async () => await condition() ? what : null, what, within);

    /// <summary>Waits until there is a result, and gives it; an exception is not waited out.</summary>
    public static Task<T> GetAsync<T>(Func<Task<T?>> find, string what, TimeSpan? within = null)
        where T : class => GetAsync(find, () => what, within);

    /// <inheritdoc cref="GetAsync{T}(Func{Task{T}}, string, TimeSpan?)"/>
    /// <param name="what">What was awaited, and what is known when it did not come.</param>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> find, Func<string> what, TimeSpan? within = null)
        where T : class
    {
        var deadline = within ?? Patience;
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            if (await find() is { } found)
            {
                return found;
            }

            if (watch.Elapsed >= deadline)
            {
                throw new TimeoutException($"Waited in vain for {what()}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Repeats the assertions until they pass; past the deadline the last failure is the test's.</summary>
    public static async Task PassesAsync(Func<Task> assertions, TimeSpan? within = null)
    {
        var deadline = within ?? Patience;
        var watch = Stopwatch.StartNew();
        await GetAsync(
            async () =>
            {
                try
                {
                    await assertions();
                    return "passed";
                }
                catch (Exception) when (watch.Elapsed < deadline)
                {
                    return null;
                }
            },
            "the assertions to pass",
            TimeSpan.MaxValue);
    }
}
