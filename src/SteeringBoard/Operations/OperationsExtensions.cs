namespace SteeringBoard.Operations;

/// <summary>Registers what operators are told.</summary>
public static class OperationsExtensions
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddHostedService<BoardGauges>();
        return services;
    }
}
