using SteeringBoard.Access;
using SteeringBoard.Access.People;
using SteeringBoard.Bodies;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Access;

/// <summary>Who may be let in as what, and by whom.</summary>
public sealed class PeopleRulesTests
{
    private static readonly KnownBodies Bodies = new(() => TestProgramme.Catalog().Bodies);

    [Theory]
    [InlineData("79", "79", true)]
    [InlineData("26734", "79", true)]
    [InlineData("01", "79", false)]
    [InlineData("VN", "79", false)]
    [InlineData(null, "79", false)]
    [InlineData(null, null, true)]
    [InlineData("79", null, true)]
    public void An_administrator_manages_its_body_and_those_below_or_all(string? body, string? own, bool manages) =>
        Assert.Equal(manages, PeopleRules.Manages(new Actor("a", ActorRole.Administrator, own), body, Bodies.IsUnder));

    [Fact]
    public void Nobody_else_manages_anybody() => Assert.All(
        Enum.GetValues<ActorRole>().Where(role => role is not ActorRole.Administrator),
        role => Assert.False(PeopleRules.Manages(new Actor("a", role, null), "79", Bodies.IsUnder)));

    [Theory]
    [InlineData(ActorRole.Reporter, "79", true)]
    [InlineData(ActorRole.Officer, "79", false)]
    [InlineData(ActorRole.Office, "79", false)]
    [InlineData(ActorRole.Office, null, true)]
    [InlineData(ActorRole.Reporter, null, false)]
    [InlineData(ActorRole.Guest, null, false)]
    [InlineData(ActorRole.System, "79", false)]
    [InlineData(ActorRole.CommuneReporter, "26734", true)]
    [InlineData(ActorRole.Reporter, "26734", false)]
    [InlineData(ActorRole.Reporter, "98", false)]
    public void A_role_fits_its_kind_of_body(ActorRole role, string? body, bool fits) =>
        Assert.Equal(fits, PeopleRules.Misfit(role, body, Bodies.Find(body)) is null);

    [Theory]
    [InlineData("Trần A", "a@b.vn", true)]
    [InlineData(" ", "a@b.vn", false)]
    [InlineData("Trần A", "a", false)]
    [InlineData("Trần A", "A <a@b.vn>", false)]
    [InlineData("Trần A", "", false)]
    public void A_person_has_a_name_and_an_address(string name, string email, bool fit) => Assert.Equal(fit, PeopleRules.Unfit(name, email) is null);

    [Fact]
    public void Who_must_speak_for_a_body_and_speaks_for_none_may_nothing() => Assert.All(
        [ActorRole.Reporter, ActorRole.Officer, ActorRole.Approver, ActorRole.CommuneReporter, ActorRole.Vendor],
        role => Assert.Empty(Rights.Of(role, null)));

    [Fact]
    public void Only_who_speaks_for_no_body_sees_the_country() => Assert.All(
        Enum.GetValues<ActorRole>().Where(role => role is not ActorRole.Guest), role => Assert.DoesNotContain(Caller.Nation, Rights.Of(role, "79")));
}
