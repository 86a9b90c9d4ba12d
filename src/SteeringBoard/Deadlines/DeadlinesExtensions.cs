using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;

namespace SteeringBoard.Deadlines;

/// <summary>The directives of a programme as they stand; none for one there is not.</summary>
public delegate IReadOnlyList<Directive> DirectivesOf(string programme);

/// <summary>Registers deadlines and their figures.</summary>
public static class DeadlinesExtensions
{
    /// <summary>
    /// Registers <see cref="DeadlineAnswers"/>, <see cref="CriticalPathAnswers"/> with the network they tell of, and the figures <c>deadline-burnup</c> and <c>deadline-ladder</c>. They ask for
    /// <see cref="DirectivesOf"/> and for what the figures of readiness bring.
    /// </summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<DeadlineTexts>();
        services.AddSingleton<DeadlineViews>();
        services.AddSingleton<NetworkViews>();
        services.AddSingleton<DeadlineAnswers>();
        services.AddSingleton<CriticalPathAnswers>();
        services.AddSingleton<DeadlineBurnup>();
        services.AddSingleton<DeadlineLadder>();
        services.AddSingleton(provider =>
        {
            var (lens, texts) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<DeadlineTexts>());
            var (burnup, directives) = (provider.GetRequiredService<DeadlineBurnup>(), provider.GetRequiredService<DirectivesOf>());
            return new FigureDefinition("deadline-burnup", ["directive", "level", "asOf"], async (request, cancellation) =>
            {
                var view = await lens.LookAsync(request, cancellation);
                var directive = directives(request.Programme).FirstOrDefault(one => one.Code == request["directive"] && DeadlineRules.IsDeadline(one));
                return directive is not null
                    ? burnup.Draw(view, directive, request.Culture)
                    : throw new FigureException(texts.Tell(request.Culture, "no-deadline", request["directive"] ?? ""));
            });
        });
        services.AddSingleton(provider =>
        {
            var (lens, ladder) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<DeadlineLadder>());
            var directives = provider.GetRequiredService<DirectivesOf>();
            return new FigureDefinition("deadline-ladder", ["level", "asOf"], async (request, cancellation) =>
                ladder.Draw(await lens.LookAsync(request, cancellation), directives(request.Programme), request.Culture));
        });
        return services;
    }
}
