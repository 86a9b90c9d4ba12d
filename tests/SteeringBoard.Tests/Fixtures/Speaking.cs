using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Deadlines;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>The parts that speak to people, with their real texts and without a board.</summary>
public static class Speaking
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging()
        .AddSingleton<Boards>()
        .AddReadinessFigures().AddDeadlines()
        .BuildServiceProvider();

    public static T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();
}
