using SteeringBoard.Deadlines.Figures;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Figures;

namespace SteeringBoard.Deadlines;

/// <summary>The directives of a programme as they stand, or as they stood at a past moment of programme time; none for one there is not.</summary>
public delegate IReadOnlyList<Directive> DirectivesOf(string programme, DateTimeOffset? then = null);

/// <summary>Registers deadlines and their figures.</summary>
public static class DeadlinesExtensions
{
    /// <summary>
    /// Registers <see cref="DeadlineAnswers"/>, <see cref="CriticalPathAnswers"/> with the network they tell of, and the figures <c>deadline-burnup</c>, <c>deadline-ladder</c> and <c>deadline-gantt</c>. They ask for
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
        services.AddSingleton<DeadlineGantt>();
        services.AddSingleton(provider =>
        {
            var (lens, texts) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<DeadlineTexts>());
            var (burnup, directives) = (provider.GetRequiredService<DeadlineBurnup>(), provider.GetRequiredService<DirectivesOf>());
            return new FigureDefinition("deadline-burnup", ["directive", "level", "asOf"], async (request, cancellation) =>
            {
                var view = await lens.LookAsync(request, cancellation);
                var directive = directives(request.Programme, view.Then).FirstOrDefault(one => one.Code == request["directive"] && DeadlineRules.IsDeadline(one));
                return directive is not null
                    ? burnup.Draw(view, directive, request.Culture)
                    : throw new FigureException(texts.Tell(request.Culture, "no-deadline", request["directive"] ?? ""));
            })
            { Reach = FigureReach.Sums };
        });
        services.AddSingleton(provider =>
        {
            var (lens, ladder) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<DeadlineLadder>());
            var directives = provider.GetRequiredService<DirectivesOf>();
            return new FigureDefinition("deadline-ladder", ["level", "asOf"], async (request, cancellation) =>
            {
                var view = await lens.LookAsync(request, cancellation);
                return ladder.Draw(view, directives(request.Programme, view.Then), request.Culture);
            })
            { Reach = FigureReach.Sums };
        });
        services.AddSingleton(provider =>
        {
            var (lens, gantt) = (provider.GetRequiredService<BoardLens>(), provider.GetRequiredService<DeadlineGantt>());
            var (views, directives) = (provider.GetRequiredService<NetworkViews>(), provider.GetRequiredService<DirectivesOf>());
            return new FigureDefinition("deadline-gantt", ["directive", "body", "asOf"], async (request, cancellation) =>
            {
                var view = await lens.LookAsync(request, cancellation);
                return gantt.Draw(view, views.Of(view.Board, directives(request.Programme, view.Then), view.Now), request["directive"], request["body"], request.Culture);
            })
            { Reach = FigureReach.Body };
        });
        return services;
    }
}
