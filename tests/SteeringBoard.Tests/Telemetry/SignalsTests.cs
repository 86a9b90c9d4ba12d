using System.Diagnostics;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Collection;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Telemetry;

/// <summary>What the board tells of its work to whoever listens in the process (docs/telemetry.md).</summary>
public sealed class SignalsTests
{
    [Fact]
    public async Task A_pull_is_told_with_its_outcome()
    {
        using var heard = Heard.Listen();
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync();
        gateway.Answer = TestGateway.Tagged("\"1\"", () => board.Document(40));
        var source = board.Register(gateway.Address);

        await board.PullAsync(source);
        await board.PullAsync(source);

        Assert.Equal(1, heard.Sum("steeringboard.pulls", "outcome=changed"));
        Assert.Equal(1, heard.Sum("steeringboard.pulls", "outcome=not-modified"));
        Assert.True(heard.Sum("steeringboard.pull.duration", "outcome=changed") > 0);
        Assert.Equal(1, heard.Sum("steeringboard.intake.documents", "verdict=taken", "way=pulled"));
        Assert.Equal(1, heard.Sum("steeringboard.intake.readings", "verdict=accepted", "way=pulled"));
        var pulls = heard.Ended("pull");
        Assert.Equal(["changed", "not-modified"], pulls.Select(pull => pull.GetTagItem("outcome")));
        Assert.All(pulls, pull => Assert.Equal(TestProgramme.OtherProvince, pull.GetTagItem("body")));
        Assert.Equal(pulls[0].SpanId, Assert.Single(heard.Ended("intake")).ParentSpanId);
    }

    [Fact]
    public async Task A_pull_that_fails_is_told_with_its_reason()
    {
        using var heard = Heard.Listen();
        await using var board = await PullingBoard.StartAsync();
        await using var gateway = await TestGateway.StartAsync(TestGateway.Status(404));

        await board.PullAsync(board.Register(gateway.Address));

        Assert.Equal(1, heard.Sum("steeringboard.pulls", "outcome=failed", "error.type=status-404"));
        var pull = Assert.Single(heard.Ended("pull"));
        Assert.Equal((ActivityStatusCode.Error, "status-404"), (pull.Status, pull.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_push_is_told_with_what_became_of_its_readings()
    {
        using var heard = Heard.Listen();
        await using var board = await TestBoard.StartAsync();
        var source = await board.PushAsync(TestProgramme.OtherProvince);

        await board.SayAsync(source, null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 });
        await board.SayAsync(
            source, null, new ReadingEntry { Indicator = TestProgramme.Configured, Value = 40, Total = 100 }, new ReadingEntry { Indicator = "nothing", Value = 1 });
        await board.TakeAsync(source, "not json");

        Assert.Equal(1, heard.Sum("steeringboard.intake.readings", "verdict=accepted", "way=pushed"));
        Assert.Equal(1, heard.Sum("steeringboard.intake.readings", "verdict=unchanged", "way=pushed"));
        Assert.Equal(1, heard.Sum("steeringboard.intake.readings", "verdict=refused", "way=pushed"));
        Assert.Equal(2, heard.Sum("steeringboard.intake.documents", "verdict=taken", "way=pushed"));
        Assert.Equal(1, heard.Sum("steeringboard.intake.documents", "verdict=refused", "way=pushed"));
        Assert.Equal(["taken", "taken", "refused"], heard.Ended("intake").Select(intake => intake.GetTagItem("verdict")));
        Assert.NotNull(heard.Sum("steeringboard.record.commit.duration"));
        Assert.NotEmpty(heard.Ended("commit"));
    }
}
