using SteeringBoard.Gateway.Scenarios;

namespace SteeringBoard.Gateway.Claims;

/// <summary>How simulated claims are sent.</summary>
public sealed record ClaimsPusherOptions
{
    /// <summary>What the bodies claim.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The address of the board.</summary>
    public required Uri Board { get; init; }

    /// <summary>The programme's time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Real time.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;

    /// <summary>The key a body sends with.</summary>
    public Func<string, string> KeyOf { get; init; } = body => "sb_demo_" + body;

    /// <summary>Who claims; none: every province, and the bodies of the nation's indicators.</summary>
    public IReadOnlyCollection<string>? Bodies { get; init; }

    /// <summary>Who claims nothing all the same.</summary>
    public IReadOnlySet<string> Silent { get; init; } = new HashSet<string>();

    /// <summary>Real time between two looks at one body, give or take a fifth.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Programme time after which a body says the same again, so that a claim that still holds does not grow stale.</summary>
    public TimeSpan SayAgainAfter { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest pause while the board is away.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);
}
