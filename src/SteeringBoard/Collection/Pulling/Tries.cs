using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using SteeringBoard.Collection.Gateways;

namespace SteeringBoard.Collection.Pulling;

/// <summary>How often a gateway is tried: a breaker around a time budget around a few tries. On real time.</summary>
internal static class Tries
{
    /// <summary>A breaker stays open at most this many times as long as at first.</summary>
    private const int MostOpen = 4;

    /// <summary>A pipeline of a gateway's own.</summary>
    public static ResiliencePipeline<GatewayAnswer> Pipeline(
        CollectionOptions options, TimeProvider time, CircuitBreakerStateProvider breaker, CircuitBreakerManualControl control)
    {
        var builder = new ResiliencePipelineBuilder<GatewayAnswer> { TimeProvider = time };
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<GatewayAnswer>
        {
            // All of the last so many pulls failed: those before them are out of the window.
            FailureRatio = 1,
            MinimumThroughput = options.BreakerFailures,
            SamplingDuration = (options.Interval + options.Budget) * (options.BreakerFailures + 1),
            BreakDurationGenerator = broken => ValueTask.FromResult(options.BreakerOpen * Math.Min(MostOpen, 1 << Math.Min(broken.HalfOpenAttempts, 8))),
            StateProvider = breaker,
            ManualControl = control,
            ShouldHandle = Has(failed => true),
        });
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.Budget });
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<GatewayAnswer>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = Has(failed => failed.MayPass),
            });
        }
        return builder.Build();
    }

    private static PredicateBuilder<GatewayAnswer> Has(Predicate<GatewayAnswer> failure) =>
        new PredicateBuilder<GatewayAnswer>().Handle<TimeoutRejectedException>().HandleResult(answer => answer.Failure is not null && failure(answer));
}
