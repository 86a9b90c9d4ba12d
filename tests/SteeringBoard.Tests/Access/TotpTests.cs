using SteeringBoard.Access.People;

namespace SteeringBoard.Tests.Access;

/// <summary>Codes of the second factor, against the vectors of RFC 6238 (their last six digits).</summary>
public sealed class TotpTests
{
    // "12345678901234567890" in base 32.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_every_app_makes(long second, string code) =>
        Assert.Equal(code, Totp.Code(Secret, DateTimeOffset.FromUnixTimeSeconds(second)));

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_a_step_off(int seconds, bool good)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_750_000_020);

        Assert.Equal(good, Totp.Verify(Secret, Totp.Code(Secret, now.AddSeconds(seconds)), now, 0) is not null);
    }

    [Fact]
    public void A_code_is_good_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_750_000_020);
        var taken = Totp.Verify(Secret, Totp.Code(Secret, now), now, 0)!.Value;

        Assert.Null(Totp.Verify(Secret, Totp.Code(Secret, now), now, taken));
        Assert.Equal(taken + 1, Totp.Verify(Secret, Totp.Code(Secret, now.AddSeconds(30)), now, taken));
    }

    [Theory, InlineData(""), InlineData("12345"), InlineData("abcdef"), InlineData("۱۲۳۴۵۶"), InlineData("1234567")]
    public void What_is_no_code_is_refused(string code) =>
        Assert.Null(Totp.Verify(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1_750_000_020), 0));

    [Fact]
    public void A_new_secret_is_whole_and_its_own()
    {
        var secrets = Enumerable.Range(0, 20).Select(_ => Totp.NewSecret()).ToList();

        Assert.All(secrets, secret => Assert.Matches("^[A-Z2-7]{32}$", secret));
        Assert.Equal(20, secrets.Distinct().Count());
        Assert.Equal($"otpauth://totp/SteeringBoard:a%40b.vn?secret={secrets[0]}&issuer=SteeringBoard", Totp.Link(secrets[0], "a@b.vn"));
    }
}
