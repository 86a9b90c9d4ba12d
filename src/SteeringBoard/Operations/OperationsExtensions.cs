namespace SteeringBoard.Operations;

/// <summary>Registers what operators are told.</summary>
public static class OperationsExtensions
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<RecordCheck>();
        services.AddSingleton<OperationsWatch>();
        services.AddSingleton<VitalSigns>();
        services.AddSingleton<PullWords>();
        services.AddSingleton<LastFailures>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LastFailures>());
        services.AddHostedService<BoardGauges>();
        services.AddHostedService<Pruning>();
        return services;
    }
}
