using SteeringBoard.Live;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Figures;

/// <summary>Codes of the indicators the headline of a programme counts; empty: every one.</summary>
public delegate IReadOnlyList<string> HeadlineIndicators(string programme);

/// <summary>The figures of readiness.</summary>
public static class ReadinessFigures
{
    /// <summary>
    /// Registers <c>evidence-ladder</c>, <c>readiness-heatmap</c> and <c>cell-course</c>. They ask for the boards, for past boards
    /// (<c>Func&lt;string, DateTimeOffset, CancellationToken, ValueTask&lt;BoardSnapshot&gt;&gt;</c>) and for <see cref="HeadlineIndicators"/>.
    /// </summary>
    public static IServiceCollection AddReadinessFigures(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<ReadinessTexts>();
        services.AddSingleton<BoardLens>();
        services.AddSingleton<EvidenceLadder>();
        services.AddSingleton<ReadinessHeatmap>();
        services.AddSingleton<CellReadings>();
        services.AddSingleton<CellCourse>();
        services.AddSingleton(provider =>
        {
            var (lens, ladder) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<EvidenceLadder>());
            var headline = provider.GetRequiredService<HeadlineIndicators>();
            return new FigureDefinition("evidence-ladder", ["level", "asOf"], async (request, cancellation) =>
                ladder.Draw(await lens.LookAsync(request, cancellation), headline(request.Programme), request.Culture))
            { Reach = FigureReach.Sums };
        });
        services.AddSingleton(provider =>
        {
            var (lens, heatmap) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<ReadinessHeatmap>());
            return new FigureDefinition("readiness-heatmap", ["level", "asOf"], async (request, cancellation) =>
                heatmap.Draw(await lens.LookAsync(request, cancellation), request.Culture));
        });
        services.AddSingleton(provider =>
        {
            var (lens, texts) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<ReadinessTexts>());
            var (course, readings) = (provider.GetRequiredService<CellCourse>(), provider.GetRequiredService<CellReadings>());
            return new FigureDefinition("cell-course", ["body", "indicator", "level", "asOf"], async (request, cancellation) =>
            {
                var view = await lens.LookAsync(request, cancellation);
                var catalog = view.Board.Catalog;
                if (catalog.BodyPlace(request["body"] ?? "") is not { } body)
                {
                    throw new FigureException(texts.Tell(request.Culture, "no-body", request["body"] ?? ""));
                }
                if (catalog.IndicatorPlace(request["indicator"] ?? "") is not { } indicator)
                {
                    throw new FigureException(texts.Tell(request.Culture, "no-indicator", request["indicator"] ?? ""));
                }
                var key = new CellKey(body, indicator);
                return course.Draw(view, key, await readings.OfAsync(view, key, request["asOf"] is not null, cancellation), request.Culture);
            })
            { Reach = FigureReach.Body };
        });
        return services;
    }
}
