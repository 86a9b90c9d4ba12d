using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Operations;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Operations;

/// <summary>What an operator is told, and in which words.</summary>
public sealed class VitalSignsTests
{
    private static readonly DateTimeOffset Now = HandBoard.Start;

    private static readonly OperationsSnapshot Well = new(
        Now, null, [new SweepStatus(0, 34, false, false, Now, TimeSpan.FromSeconds(1), true, "2 1 1 0 0 0", "a", Now.AddSeconds(5))], [], [Good("01"), Good("79")], 0,
        new LastCommit(Now, TimeSpan.FromMilliseconds(3)), null, [new FeedHealth("go-live-2025", 7, 0, TimeSpan.Zero, TimeSpan.FromMilliseconds(2))],
        new CacheHealth("redis", true, TimeSpan.FromMilliseconds(.2), Now, null), new RecordHealth(true, true, 12_300_000), 3, 2, 4, 9);

    private static readonly string[] Languages = ["vi", "en", "fr"];

    public static TheoryData<string, int, Condition, string> Troubles => new()
    {
        { "no answer", 0, Condition.Bad, "no answer" },
        { "paused", 0, Condition.Watch, "1 paused" },
        { "last run failed", 0, Condition.Bad, "1 failed" },
        { "one fails", 1, Condition.Watch, "1 failing" },
        { "one is left alone", 1, Condition.Bad, "1 breaker open" },
        { "not written", 2, Condition.Bad, "0123abcd" },
        { "queue", 2, Condition.Watch, "3 ms" },
        { "lag", 3, Condition.Watch, "5 steps" },
        { "long lag", 3, Condition.Bad, "5 steps" },
        { "no Redis", 4, Condition.Bad, "no-answer (89abcdef)" },
        { "no record", 5, Condition.Bad, "nothing new can be recorded" },
    };

    [Fact]
    public void All_is_well_when_all_is_well()
    {
        using var _ = In("en");

        var vitals = Signs().Of(Well);

        Assert.All(vitals, vital => Assert.Equal(Condition.Good, vital.Condition));
        Assert.Equal(["1/1", "2/2", "0", "0 ms", "0.2 ms", "12.3 MB", "3", "4"], vitals.Select(vital => vital.Value));
    }

    [Theory, MemberData(nameof(Troubles))]
    public void Each_trouble_is_told_where_it_belongs(string trouble, int place, Condition condition, string words)
    {
        using var _ = In("en");

        var vitals = Signs().Of(With(trouble));

        Assert.Equal(condition, vitals[place].Condition);
        Assert.Contains(words, vitals[place].Note, StringComparison.Ordinal);
        Assert.All(vitals.Where((_, other) => other != place), vital => Assert.Equal(Condition.Good, vital.Condition));
    }

    [Fact]
    public void The_deepest_trouble_comes_first()
    {
        GatewayStatus[] sources =
        [
            Good("01"), Good("92") with { Last = null, LastGood = null }, Failing("48", 2, Now.AddMinutes(-1)), Failing("46", 9, Now.AddMinutes(-3)),
            Failing("79", 4, Now) with { Breaker = CircuitState.Open }, Failing("04", 1, null),
        ];

        Assert.Equal(["79", "04", "46", "48", "92", "01"], sources.DeepestFirst().Select(source => source.Registration.Body));
    }

    [Fact]
    public void Every_reason_of_a_pull_has_words_in_each_language()
    {
        var reasons = typeof(PullReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Concat([ProblemCodes.NotJson, ProblemCodes.ContractNotSupported, ProblemCodes.MalformedDocument, ProblemCodes.UnknownProgramme, ProblemCodes.BodyNotYours, "busy"]);
        var words = new PullWords(Localizer());

        foreach (var language in Languages)
        {
            using var _ = In(language);
            Assert.All(reasons, reason => Assert.DoesNotContain($"({reason})", words.Reason(reason), StringComparison.Ordinal));
            Assert.Contains("503", words.Reason(PullReasons.Status(503)), StringComparison.Ordinal);
            Assert.Contains("as-of-in-future", words.Reason(ProblemCodes.AsOfInFuture), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_source_left_alone_still_says_why_it_fails()
    {
        using var _ = In("en");
        var open = Failing("79", 4, Now) with { Breaker = CircuitState.Open, Last = Pulled(PullOutcome.BreakerOpen), LastReason = PullReasons.Timeout };

        Assert.Equal("No whole answer in time", new PullWords(Localizer()).Of(open));
    }

    private static OperationsSnapshot With(string trouble) => trouble switch
    {
        "no answer" => Well with { SchedulerFault = "no answer" },
        "paused" => Well with { Sweeps = [Well.Sweeps[0] with { IsPaused = true, Next = null }] },
        "last run failed" => Well with { Sweeps = [Well.Sweeps[0] with { LastSucceeded = false }] },
        "one fails" => Well with { Sources = [Good("01"), Failing("79", 1, Now)] },
        "one is left alone" => Well with { Sources = [Good("01"), Failing("79", 4, Now) with { Breaker = CircuitState.HalfOpen }] },
        "not written" => Well with { WriteFailure = (Now, "0123abcd") },
        "queue" => Well with { Waiting = Recorder.QueueLimit / 2 },
        "lag" => Well with { Feeds = [Well.Feeds[0] with { Behind = 5, Waits = TimeSpan.FromSeconds(1) }] },
        "long lag" => Well with { Feeds = [Well.Feeds[0] with { Behind = 5, Waits = TimeSpan.FromSeconds(5) }] },
        "no Redis" => Well with { Cache = Well.Cache with { Reachable = false, LastError = "no-answer (89abcdef)" } },
        _ => Well with { Record = new RecordHealth(true, false, null) },
    };

    private static GatewayStatus Good(string body) => new(
        new GatewayRegistration("go-live-2025", body, new Uri("http://127.0.0.1:1/")), 0, Pulled(PullOutcome.NotModified), null, Now, 0, CircuitState.Closed, false, Now);

    private static GatewayStatus Failing(string body, int failures, DateTimeOffset? lastGood) =>
        Good(body) with { Last = Pulled(PullOutcome.Failed), LastReason = PullReasons.Unreachable, FailuresInARow = failures, LastGood = lastGood };

    private static Pull Pulled(PullOutcome outcome) => new(Now, Now, TimeSpan.FromMilliseconds(5), outcome);

    private static Language In(string name) => new(name);

    private static VitalSigns Signs() => new(Localizer());

    private static Microsoft.Extensions.Localization.IStringLocalizer<OperationsTexts> Localizer() =>
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider()
            .GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<OperationsTexts>>();

    /// <summary>The reader's language until disposed.</summary>
    private sealed class Language : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

        public Language(string name) => CultureInfo.CurrentUICulture = new CultureInfo(name);

        public void Dispose() => CultureInfo.CurrentUICulture = _before;
    }
}
