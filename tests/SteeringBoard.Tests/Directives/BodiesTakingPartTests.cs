using SteeringBoard.Bodies;
using SteeringBoard.Directives;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

public sealed class BodiesTakingPartTests
{
    [Fact]
    public void Asked_of_one_body_the_answer_is_whether_it_is_among_all_that_are_named()
    {
        var bodies = SeedLoad.Read(Path.Combine(Repository.Root, "seed-data")).Bodies.Where(body => body.Set == "vn-2025").ToList();
        var taking = new BodiesTakingPart(bodies);
        IReadOnlyList<string>[] responsible =
        [
            [], ["79"], ["MOF"], ["provinces"], ["ministries"], ["communes"], ["vendors"], ["all"], ["nobody-known"], ["vendors", "79", "79"], ["all", "provinces"],
        ];

        Assert.All(responsible, words => Assert.All(
            bodies.Select(body => body.Code).Append("nobody-known"),
            code => Assert.Equal(taking.Named(words).Contains(code), taking.Names(words, code))));
        Assert.Contains(responsible, words => taking.Names(words, "79"));
    }
}
