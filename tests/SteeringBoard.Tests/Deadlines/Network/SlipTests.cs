using SteeringBoard.Deadlines.Network;

namespace SteeringBoard.Tests.Deadlines.Network;

public sealed class SlipTests
{
    [Fact]
    public void A_slip_is_a_directive_perhaps_a_body_and_a_duration()
    {
        Assert.Equal(new Slip("G15", null, TimeSpan.FromHours(6)), Slip.Read("G15:PT6H"));
        Assert.Equal(new Slip("G15", "79", new TimeSpan(1, 2, 3, 4)), Slip.Read("G15@79:P1DT2H3M4S"));
        Assert.Equal(TimeSpan.FromDays(365), Slip.Read("G15:P365D")?.By);
    }

    [Theory]
    [InlineData("")]
    [InlineData("G15")]
    [InlineData("G15:")]
    [InlineData(":PT6H")]
    [InlineData("@79:PT6H")]
    [InlineData("G15@:PT6H")]
    [InlineData("G15@79@01:PT6H")]
    [InlineData("G15:6h")]
    [InlineData("G15:PT0S")]
    [InlineData("G15:-PT6H")]
    [InlineData("G15:P1M")]
    [InlineData("G15:P1Y")]
    [InlineData("G15:P366D")]
    [InlineData("G15:P99999999999D")]
    [InlineData("G15:PT6H:PT6H")]
    public void What_is_none_is_not_read(string text) => Assert.Null(Slip.Read(text));
}
