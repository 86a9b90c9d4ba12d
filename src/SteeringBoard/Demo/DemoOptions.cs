using System.Globalization;
using SteeringBoard.Data;
using SteeringBoard.Programmes;

namespace SteeringBoard.Demo;

/// <summary>The demo: a rehearsal of the week, with provinces that do not exist speaking real HTTP (<c>Demo</c> in the configuration).</summary>
/// <param name="Enabled"><c>Demo:Enabled</c>: true only in Development unless set.</param>
/// <param name="Speed"><c>Demo:Speed</c>: programme seconds per real second; none: the seed's.</param>
/// <param name="Start"><c>Demo:Start</c>: where the week begins; none: the seed's.</param>
/// <param name="Claims"><c>Demo:Claims</c>: false pushes no simulated claims.</param>
/// <param name="Seed"><c>Demo:Seed</c>: which week is invented.</param>
public sealed record DemoOptions(bool Enabled, double? Speed, DateTimeOffset? Start, bool Claims, int Seed)
{
    /// <summary>The programme that is rehearsed.</summary>
    public const string Rehearsed = "go-live-2025";

    /// <exception cref="OptionsException">A value is wrong; it names the key.</exception>
    public static DemoOptions From(IConfiguration configuration, IHostEnvironment environment) => new(
        Flag(configuration, "Demo:Enabled", environment.IsDevelopment()),
        Value<double>(configuration, "Demo:Speed", text => double.TryParse(text, CultureInfo.InvariantCulture, out var speed) && speed is >= 0 and <= 3600 ? speed : null, "a number from 0 to 3600"),
        Value<DateTimeOffset>(configuration, "Demo:Start", text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var start) ? start : null, "an instant such as 2025-06-24T08:00+07:00"),
        Flag(configuration, "Demo:Claims", true),
        (int)(Value<double>(configuration, "Demo:Seed", text => int.TryParse(text, CultureInfo.InvariantCulture, out var seed) ? seed : null, "a whole number") ?? 7));

    /// <summary>The clock a programme runs on: in the demo the seed's, as overridden here; elsewhere the real one, unless the seed's stands still.</summary>
    public Programme Set(Programme programme)
    {
        if (!Enabled)
        {
            return programme.Clock.Speed == 0 ? programme : programme with { Clock = ClockPlan.Real, Simulated = false };
        }
        return programme.Code != Rehearsed
            ? programme
            : programme with { Clock = programme.Clock with { Start = Start ?? programme.Clock.Start, Speed = Speed ?? programme.Clock.Speed } };
    }

    private static bool Flag(IConfiguration configuration, string key, bool otherwise) =>
        configuration[key] is not { Length: > 0 } text ? otherwise
        : bool.TryParse(text, out var value) ? value
        : throw new OptionsException($"{key} is '{text}': it must be true or false.");

    private static T? Value<T>(IConfiguration configuration, string key, Func<string, T?> read, string form)
        where T : struct =>
        configuration[key] is not { Length: > 0 } text ? null
        : read(text) ?? throw new OptionsException($"{key} is '{text}': it must be {form}.");
}
