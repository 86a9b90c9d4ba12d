using SteeringBoard.Directives;
using SteeringBoard.Seed;
using SteeringBoard.Tests.Deadlines;
using SteeringBoard.Tests.Seed;

namespace SteeringBoard.Tests.Directives;

/// <summary>What a plan is checked by, and what that finds in the programmes that come with the board.</summary>
public sealed class PlanCheckTests
{
    private static readonly DateTimeOffset Due = new(2025, 6, 27, 0, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateTimeOffset HardStop = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private static readonly SeedData Seed = SeedLoad.Read(SeedCopy.Real);

    [Fact]
    public void The_go_live_has_exactly_these_faults() => Assert.Equal(
        [
            "no-evidence G35", "no-evidence G36",
            "no-owner G36",
            "undated-prerequisite G08 on G06", "undated-prerequisite G08 on G07",
            "undated-prerequisite G12 on G11", "undated-prerequisite G14 on G33", "undated-prerequisite G19 on G17",
            "undated-prerequisite G25 on G11", "undated-prerequisite G26 on G11",
            "zero-float G05 on G03", "zero-float G13 on G12", "zero-float G14 on G34",
            "zero-float G19 on G18", "zero-float G21 on G20", "zero-float G22 on G20",
        ],
        FaultsOfSeed("go-live-2025"));

    [Fact]
    public void Project_06_has_exactly_these_faults() => Assert.Equal(
        [
            "date-set-by-another P09",
            "no-evidence P02", "no-evidence P05", "no-evidence P17", "no-evidence P22",
            "no-owner P06", "no-owner P07", "no-owner P22", "no-owner P27",
        ],
        FaultsOfSeed("project-06"));

    [Fact]
    public void A_dependency_is_told_with_whose_it_is()
    {
        var faults = PlanCheck.Faults([.. Seed.Directives.Where(directive => directive.Programme == "go-live-2025")], HardStop);

        // The document itself says that G21 comes after G20; that G22 does is ours.
        Assert.False(faults.Single(fault => fault.Directive == "G21").Derived);
        Assert.True(faults.Single(fault => fault.Directive == "G22").Derived);
        Assert.All(faults, fault => Assert.Equal(fault.On is null, fault.Derived is null));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "zero-float B on A")]
    [InlineData(1, "negative-float B on A")]
    public void Float_is_what_lies_between_two_due_instants_to_the_second(int later, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Faults(Work("A", Due.AddSeconds(later)), Work("B", Due, "A")));

    [Fact]
    public void What_has_no_date_itself_is_asked_for_no_dated_prerequisite() =>
        Assert.Empty(Faults(Work("A", null), Work("B", null, "A")));

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    public void Nothing_is_due_past_the_stop_unless_it_begins_there(int dueAfter, int begins, bool past)
    {
        var directive = Work("A", HardStop.AddSeconds(dueAfter)) with { NotBefore = begins > 0 ? HardStop : HardStop.AddSeconds(-1) };

        Assert.Equal(past ? ["past-the-stop A"] : [], Faults(directive));
        Assert.Empty(PlanCheck.Faults([directive], hardStop: null));
    }

    [Theory]
    [InlineData(DirectiveKind.Task, true)]
    [InlineData(DirectiveKind.Event, true)]
    [InlineData(DirectiveKind.Outcome, true)]
    [InlineData(DirectiveKind.Rule, false)]
    [InlineData(DirectiveKind.Claim, false)]
    public void Only_work_is_asked_for_an_owner_and_for_evidence(DirectiveKind kind, bool asked) => Assert.Equal(
        asked ? ["no-evidence A", "no-owner A"] : [],
        Faults(Work("A", Due) with { Kind = kind, Responsible = [], Indicators = [] }));

    [Theory]
    [InlineData("Biên bản nghiệm thu", true)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    public void What_is_written_to_prove_the_result_is_evidence_where_no_indicator_counts_it(string result, bool proven) => Assert.Equal(
        proven ? [] : ["no-evidence A"],
        Faults(Work("A", Due) with { Indicators = [], Result = result }));

    [Fact]
    public void How_progress_is_measured_proves_no_result() =>
        Assert.Equal(["no-evidence A"], Faults(Work("A", Due) with { Indicators = [], Measure = "Số xã đã làm" }));

    [Fact]
    public void A_draft_that_names_nobody_has_no_owner_whatever_its_document_says()
    {
        Assert.Equal(["no-owner A"], Faults(Work("A", Due) with { Responsible = [], OwnerNamed = OwnerNamed.Yes }));
        Assert.Equal(["no-owner A"], Faults(Work("A", Due) with { OwnerNamed = OwnerNamed.No }));
        Assert.Empty(Faults(Work("A", Due) with { OwnerNamed = OwnerNamed.Derived }));
    }

    [Fact]
    public void Once_another_has_set_the_date_it_is_no_fault_any_more()
    {
        Assert.Equal(["date-set-by-another A"], Faults(Work("A", null) with { Rule = "set-by-another" }));
        Assert.Empty(Faults(Work("A", Due) with { Rule = "set-by-another" }));
    }

    [Fact]
    public void Each_dependency_of_a_circle_is_told_and_none_that_only_leads_to_it() => Assert.Equal(
        ["cycle A on C", "cycle B on A", "cycle C on B", "cycle S on S"],
        Faults(Work("A", null, "C", "X"), Work("B", null, "A"), Work("C", null, "B"), Work("D", null, "C"), Work("X", null), Work("S", null, "S")));

    [Fact]
    public void A_dependency_that_leads_nowhere_and_an_empty_plan_are_no_faults()
    {
        Assert.Empty(Faults(Work("A", Due, "Z")));
        Assert.Empty(Faults());
    }

    private static IEnumerable<string> FaultsOfSeed(string programme) => Told(PlanCheck.Faults(
        [.. Seed.Directives.Where(directive => directive.Programme == programme)], Seed.Programmes.Single(one => one.Code == programme).HardStop));

    private static IEnumerable<string> Faults(params Directive[] directives) => Told(PlanCheck.Faults(directives, HardStop));

    private static IEnumerable<string> Told(IEnumerable<PlanFault> faults) => faults.Select(fault => fault.ToString()).Order(StringComparer.Ordinal);

    private static Directive Work(string code, DateTimeOffset? due, params string[] dependsOn) =>
        Orders.Order(due, "I01") with { Code = code, DependsOn = dependsOn, DependenciesDerived = true };
}
