using SteeringBoard.Live;

namespace SteeringBoard.Readiness.Figures;

/// <summary>Codes of the indicators the headline of a programme counts; empty: every one.</summary>
public delegate IReadOnlyList<string> HeadlineIndicators(string programme);

/// <summary>The figures of readiness.</summary>
public static class ReadinessFigures
{
    /// <summary>
    /// Registers <c>evidence-ladder</c> and <c>readiness-heatmap</c>. They ask for the boards, for past boards
    /// (<c>Func&lt;string, DateTimeOffset, CancellationToken, ValueTask&lt;BoardSnapshot&gt;&gt;</c>) and for <see cref="HeadlineIndicators"/>.
    /// </summary>
    public static IServiceCollection AddReadinessFigures(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<ReadinessTexts>();
        services.AddSingleton<BoardLens>();
        services.AddSingleton<EvidenceLadder>();
        services.AddSingleton<ReadinessHeatmap>();
        services.AddSingleton(provider =>
        {
            var (lens, ladder) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<EvidenceLadder>());
            var headline = provider.GetRequiredService<HeadlineIndicators>();
            return new FigureDefinition("evidence-ladder", ["level", "asOf"], async (request, cancellation) =>
                ladder.Draw(await lens.LookAsync(request, cancellation), headline(request.Programme), request.Culture));
        });
        services.AddSingleton(provider =>
        {
            var (lens, heatmap) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<ReadinessHeatmap>());
            return new FigureDefinition("readiness-heatmap", ["level", "asOf"], async (request, cancellation) =>
                heatmap.Draw(await lens.LookAsync(request, cancellation), request.Culture));
        });
        return services;
    }
}
