using System.Collections.Immutable;
using SteeringBoard.Bodies;
using SteeringBoard.Deadlines.Network;
using SteeringBoard.Directives;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Deadlines.Network;

/// <summary>Who waits on whom.</summary>
public sealed class AssignmentNetworkTests
{
    private static readonly ImmutableArray<Body> Bodies = TestProgramme.Catalog().Bodies;

    [Fact]
    public void A_directive_is_an_assignment_of_each_body_it_names_by_word_or_by_code()
    {
        var network = Of(
            Order("A", ["provinces"]), Order("B", ["ministries"]), Order("C", ["all"]), Order("D", ["79", "MOF", "79"]), Order("E", []), Order("F", ["communes"]));

        Assert.Equal(["01", "79", "91"], Given(network, "A"));
        Assert.Equal(["MOF"], Given(network, "B"));
        Assert.Equal(["MOF", "01", "79", "91"], Given(network, "C"));
        Assert.Equal(["MOF", "79"], Given(network, "D"));
        Assert.Equal(["nobody"], Given(network, "E"));
        Assert.Equal(TestProgramme.Communes, Given(network, "F"));
        Assert.Null(network.Assigned("G"));
    }

    [Fact]
    public void Given_to_the_same_bodies_each_waits_on_itself() => Assert.Equal(
        ["B@01 on A@01", "B@79 on A@79", "B@91 on A@91"],
        Waits(Of(Order("A", ["provinces"]), Order("B", ["provinces"], "A"))));

    [Fact]
    public void Given_to_others_each_waits_on_all_of_them() => Assert.Equal(
        from later in new[] { "01", "79", "91", "MOF" }
        from earlier in new[] { "01", "79", "91" }
        select $"B@{later} on A@{earlier}",
        Waits(Of(Order("A", ["provinces"]), Order("B", ["all"], "A"))));

    [Fact]
    public void One_waits_on_many_and_many_on_one()
    {
        Assert.Equal(["B@MOF on A@01", "B@MOF on A@79", "B@MOF on A@91"], Waits(Of(Order("A", ["provinces"]), Order("B", ["MOF"], "A"))));
        Assert.Equal(["B@01 on A@MOF", "B@79 on A@MOF", "B@91 on A@MOF"], Waits(Of(Order("A", ["MOF"]), Order("B", ["provinces"], "A"))));
        Assert.Equal(["B@nobody on A@79", "C@01 on B@nobody"], Waits(Of(Order("A", ["79"]), Order("B", [], "A"), Order("C", ["01"], "B"))));
    }

    [Fact]
    public void Dependencies_grow_with_the_bodies_and_not_with_their_product()
    {
        ImmutableArray<Body> many = [.. Enumerable.Range(0, 1000).Select(number => Bodies[0] with { Code = $"{number}", Kind = number < 500 ? BodyKind.Province : BodyKind.Vendor })];

        var network = AssignmentNetwork.Of(
            [Order("A", ["provinces"]), Order("B", ["vendors"], "A"), Order("C", ["vendors"], "A"), Order("D", ["all"], "B")], many);

        // A joint gathers the 500 of A for both that wait on them, and another the 500 of B.
        Assert.Equal(2, network.Precedence.Order.Length - network.Nodes.Length);
        Assert.Equal(5 * 500, Enumerable.Range(0, network.Precedence.Order.Length).Sum(node => network.Precedence.Before(node).Length));
    }

    [Fact]
    public void A_circle_is_told_and_what_else_waits_still_waits()
    {
        var network = Of(Order("A", ["79"], "B"), Order("B", ["79"], "A"), Order("C", ["79"], "B"));

        Assert.Equal([("A", "B"), ("B", "A")], network.Circular.Select(wait => (wait.Directive.Code, wait.On.Code)));
        Assert.Equal(["C@79 on B@79"], Waits(network));
    }

    [Theory]
    [InlineData(DirectiveKind.Rule)]
    [InlineData(DirectiveKind.Claim)]
    public void Nobody_is_ever_done_with_a_rule_or_a_claim(DirectiveKind kind)
    {
        var network = Of(Order("A", ["79"]) with { Kind = kind }, Order("B", ["79"], "A"));

        Assert.Null(network.Assigned("A"));
        Assert.Empty(Waits(network));
    }

    private static AssignmentNetwork Of(params Directive[] directives) => AssignmentNetwork.Of(directives, Bodies);

    private static Directive Order(string code, string[] responsible, params string[] dependsOn) =>
        Orders.Order(null) with { Code = code, Responsible = responsible, DependsOn = dependsOn };

    private static IEnumerable<string> Given(AssignmentNetwork network, string directive) =>
        network.Assigned(directive)!.Value.Bodies.Select(body => body < 0 ? "nobody" : Bodies[body].Code);

    /// <summary>Who waits on whom, through the joints.</summary>
    private static IEnumerable<string> Waits(AssignmentNetwork network) =>
        Enumerable.Range(0, network.Nodes.Length)
            .SelectMany(node => Before(network, node).Select(before => $"{Name(network, node)} on {Name(network, before)}")).Order(StringComparer.Ordinal);

    private static IEnumerable<int> Before(AssignmentNetwork network, int node) => network.Precedence.Before(node).ToArray()
        .SelectMany(before => before < network.Nodes.Length ? [before] : Before(network, before));

    private static string Name(AssignmentNetwork network, int place)
    {
        var node = network.Nodes[place];
        return $"{network.Directives[node.Directive].Code}@{(node.Body < 0 ? "nobody" : Bodies[node.Body].Code)}";
    }
}
