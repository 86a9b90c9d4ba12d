using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SteeringBoard.Data;
using SteeringBoard.Deadlines;
using SteeringBoard.Live;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness.Figures;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Contract.EvidenceLevel;
using static SteeringBoard.Tests.Fixtures.TestProgramme;

namespace SteeringBoard.Tests.Deadlines;

/// <summary>The figures as they are registered: what they are asked for, and what they refuse.</summary>
public sealed class FigureArgumentsTests
{
    private static readonly DateTimeOffset T = HandBoard.Start;

    [Fact]
    public void Each_figure_is_registered_with_its_arguments() => Assert.Equal(
        [
            ("cell-course", "body,indicator,level,asOf"),
            ("deadline-burnup", "directive,level,asOf"), ("deadline-gantt", "directive,body,asOf"), ("deadline-ladder", "level,asOf"),
            ("evidence-ladder", "level,asOf"), ("readiness-heatmap", "level,asOf"),
        ],
        Definitions().OrderBy(figure => figure.Name, StringComparer.Ordinal).Select(figure => (figure.Name, string.Join(',', figure.Arguments))));

    [Theory]
    [InlineData("directive", "D9", "directive: there is no directive “D9” with a deadline and indicators.")]
    [InlineData("directive", "D7", "directive: there is no directive “D7” with a deadline and indicators.")]
    [InlineData("level", "sworn", "level: there is no evidence level “sworn”.")]
    [InlineData("asOf", "yesterday", "asOf: “yesterday” is not an instant with an offset.")]
    [InlineData("asOf", "2025-06-24T12:00:01+07:00", "asOf: 2025-06-24T12:00:01+07:00 is ahead of the programme’s clock.")]
    public async Task What_names_nothing_is_refused_by_name(string argument, string value, string message)
    {
        var error = await Assert.ThrowsAsync<FigureException>(async () => await Draw("deadline-burnup", ("directive", "D1"), (argument, value)));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Without_a_directive_there_is_no_burn_up() =>
        await Assert.ThrowsAsync<FigureException>(async () => await Draw("deadline-burnup"));

    [Fact]
    public async Task Another_programme_has_no_figure() => await Assert.ThrowsAsync<FigureException>(async () =>
        await Definition("deadline-ladder").Draw(new FigureRequest("elsewhere", new Dictionary<string, string>(), CultureInfo.InvariantCulture), default));

    [Fact]
    public async Task As_of_a_past_moment_it_is_drawn_as_it_was_known_then()
    {
        var then = await Draw("deadline-burnup", ("directive", "D1"), ("asOf", "2025-06-24T10:00:00+07:00"));
        var now = await Draw("deadline-burnup", ("directive", "D1"));

        Assert.Equal(["24 June 10:00", "20/300 (6%)"], then.Table.Rows[^1]);
        Assert.Equal(["24 June 12:00", "90/300 (30%)"], now.Table.Rows[^1]);
    }

    [Fact]
    public async Task The_headline_counts_what_it_is_told_to()
    {
        var figure = await Draw("evidence-ladder");

        Assert.Equal(["Ready for the official test", "1", "0", "0", "0", "3"], figure.Table.Rows[0]);
    }

    private static async Task<Figure> Draw(string name, params (string Name, string Value)[] arguments)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (argument, value) in arguments)
        {
            named[argument] = value;
        }
        return await Definition(name).Draw(new FigureRequest(Code, named, CultureInfo.GetCultureInfo("en")), default);
    }

    private static FigureDefinition Definition(string name) => Definitions().Single(figure => figure.Name == name);

    /// <summary>Stands at noon of 24 June; 20 were pulled by ten, 90 by noon; decided is claimed.</summary>
    private static IEnumerable<FigureDefinition> Definitions()
    {
        var time = new ManualTime(T.AddHours(4));
        var catalog = TestProgramme.Catalog();
        var early = new HandBoard().Read(T, Province, Configured, Pulled, 20);
        var past = early.At(T.AddHours(2));
        var newest = early.Read(T.AddHours(3), Province, Configured, Pulled, 90).Read(T, Province, Decided, Claimed, 4, 4).At(T.AddHours(4));
        var boards = new Boards();
        boards.Fill([new Board(new RunningProgramme(catalog.Programme, new ProgrammeClock(ClockPlan.Real, time)), newest)]);
        return new ServiceCollection().AddLogging()
            .AddData(new RecordOptions("nowhere", null))
            .AddSingleton(boards)
            .AddSingleton<Func<string, DateTimeOffset, CancellationToken, ValueTask<BoardSnapshot>>>((_, moment, _) => new(past.AgedTo(moment)))
            .AddSingleton<HeadlineIndicators>(_ => [Decided])
            .AddSingleton<DirectivesOf>((_, _) => [Orders.Order(Due, Configured), Orders.Order(null, Configured) with { Code = "D7" }])
            .AddReadinessFigures().AddDeadlines()
            .BuildServiceProvider().GetServices<FigureDefinition>();
    }
}
