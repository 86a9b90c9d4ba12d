using Polly;
using Polly.CircuitBreaker;
using SteeringBoard.Collection.Pulling;
using SteeringBoard.Collection.Runs;
using SteeringBoard.Readiness.Intake;

namespace SteeringBoard.Collection.Gateways;

/// <summary>A gateway as this node knows it: how to reach it, how it fares, what it said last.</summary>
public sealed class PulledGateway
{
    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly CircuitBreakerManualControl _breakerControl = new();
    private IntakeSource? _source;

    internal PulledGateway(GatewayRegistration registration, CollectionOptions options, TimeProvider time, PulledGateway? before)
    {
        Registration = registration;
        Code = registration.Code;
        Authorization = registration.Token is { } token ? "Bearer " + token : null;
        Pipeline = Tries.Pipeline(options, time, _breaker, _breakerControl);
        InFlight = before?.InFlight ?? new InFlight();
        Tail = before?.Tail ?? new RunTail();
    }

    public GatewayRegistration Registration { get; }

    /// <summary>Its code as a source.</summary>
    public string Code { get; }

    public CircuitState Breaker => _breaker.CircuitState;

    /// <summary>The last pull that came to an end; none before the first. A pull skipped is not one.</summary>
    public Pull? Last { get; private set; }

    /// <summary>Why it failed last; none before it ever did. It stays while its breaker is open.</summary>
    public string? LastReason { get; private set; }

    /// <summary>Real time of the last good pull; none before the first.</summary>
    public DateTimeOffset? LastGood { get; private set; }

    /// <summary>Failed pulls since the last good one.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>Real time of the last pull begun; none before the first.</summary>
    public DateTimeOffset? LastStarted { get; private set; }

    public bool IsInFlight => InFlight.IsTaken;

    internal InFlight InFlight { get; }

    internal RunTail Tail { get; }

    internal string? Authorization { get; }

    internal ResiliencePipeline<GatewayAnswer> Pipeline { get; }

    /// <summary>What it said last and the board took; touched only by the pull under way.</summary>
    internal Remembered? Remembered { get; set; }

    /// <summary>Lets the next pull ask whatever the breaker says: an operator wants to know.</summary>
    public Task CloseBreakerAsync() => _breakerControl.CloseAsync();

    /// <summary>Who it is to the intake.</summary>
    internal IntakeSource Source(int number, TimeSpan grace) =>
        _source is { } known && known.Number == number && known.Grace == grace
            ? known
            : _source = new IntakeSource(number, Code, Registration.Body, Registration.Evidence, Registration.MostEvidence, grace) { IsPulled = true };

    internal void Begin(DateTimeOffset real) => LastStarted = real;

    internal void End(Pull pull)
    {
        if (pull.IsGood)
        {
            LastGood = pull.StartedReal + pull.Took;
            FailuresInARow = 0;
        }
        else if (pull.Outcome == PullOutcome.Failed)
        {
            FailuresInARow++;
            LastReason = pull.Reason;
        }
        Last = pull;
    }
}
