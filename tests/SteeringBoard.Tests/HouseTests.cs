namespace SteeringBoard.Tests;

public sealed class HouseTests
{
    [Fact]
    public void Every_evidence_level_has_its_word() =>
        Assert.Equal(["claimed", "pulled", "tested", "inspected"], Contract.EvidenceLevels.All.Select(Contract.EvidenceLevels.Word));
}
