using FsCheck;
using FsCheck.Fluent;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>Says a rule of everything a generator makes; a failure names the example and the seed it came from.</summary>
public static class Always
{
    public static void Holds<T>(Gen<T> examples, Action<T> rule, int times = 1000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true), Prop.ForAll(examples.ToArbitrary(), rule));

    /// <summary>A rule that takes real parts to say: fewer examples, one after the other.</summary>
    public static void Holds<T>(Gen<T> examples, Func<T, Task> rule, int times = 25) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true),
            Prop.ForAll(examples.ToArbitrary(), example => Task.Run(() => rule(example)).GetAwaiter().GetResult()));
}
