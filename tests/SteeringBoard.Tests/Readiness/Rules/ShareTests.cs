using FsCheck;
using FsCheck.Fluent;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Readiness.Rules;

/// <summary>Design.md, section 2, rule 2: shares are compared in whole numbers, however large.</summary>
public sealed class ShareTests
{
    private const long Most = (1L << 53) - 1;

    /// <summary>A sum of as many communes as the largest province has, each of the largest count.</summary>
    private const long MostSummed = Most * 168;

    private static readonly Gen<Share> Shares =
        from total in Gen.OneOf(Gen.Choose(1, 20).Select(number => (long)number), Gen.Elements(Most, Most - 1, MostSummed, MostSummed - 1, 1L << 52))
        from part in Gen.Choose(0, 1000)
        from less in Gen.Elements(0L, 1, 2)
        select new Share(Math.Max(0, (long)((Int128)total * part / 1000) - less), total);

    [Fact]
    public void Equal_shares_of_different_totals_are_equal() => Assert.Equal(0, new Share(1, 2).CompareTo(new Share(Most / 2, Most - 1)));

    [Fact]
    public void One_unit_of_the_largest_total_is_told_apart() =>
        Assert.True(new Share(Most - 1, Most) < new Share(Most, Most));

    [Fact]
    public void The_largest_total_meets_a_target_only_when_it_does()
    {
        Assert.True(new Share(Most, Most).Meets(1000));
        Assert.False(new Share(Most - 1, Most).Meets(1000));
        Assert.True(new Share(MostSummed, MostSummed).Meets(1000));
        Assert.False(new Share(MostSummed - 1, MostSummed).Meets(1000));
    }

    [Theory]
    [InlineData(949, false)]
    [InlineData(950, true)]
    public void A_target_in_thousandths_is_met_at_its_very_unit(long done, bool met) => Assert.Equal(met, new Share(done, 1000).Meets(950));

    [Fact]
    public void A_counter_meets_no_target() => Assert.False(new Share(5, 0).Meets(0));

    [Theory]
    [InlineData(3, 2, 100, false)] // one unit
    [InlineData(4, 2, 100, true)] // two units, two per cent
    [InlineData(52, 50, 200, false)] // two units, one per cent
    [InlineData(53, 50, 200, true)]
    [InlineData(2, 4, 100, false)] // less
    public void Clearly_more_is_over_one_unit_and_over_one_per_cent(long more, long less, long total, bool clearly) =>
        Assert.Equal(clearly, new Share(more, total).ClearlyMoreThan(new Share(less, total)));

    [Fact]
    public void Clearly_more_is_seen_across_totals_too()
    {
        Assert.True(new Share(50, 100).ClearlyMoreThan(new Share(90, 200)));
        Assert.False(new Share(50, 100).ClearlyMoreThan(new Share(100, 200)));
        Assert.False(new Share(50, 100).ClearlyMoreThan(new Share(99, 200)));
    }

    [Fact]
    public void A_counter_is_clearly_more_by_units_and_by_a_hundredth_of_itself()
    {
        Assert.True(new Share(103, 0).ClearlyMoreThan(new Share(100, 0)));
        Assert.False(new Share(1000, 0).ClearlyMoreThan(new Share(990, 0)));
        Assert.False(new Share(1, 0).ClearlyMoreThan(new Share(0, 0)));
    }

    [Fact]
    public void Comparing_is_exact_and_one_order_whatever_the_size() =>
        Always.Holds(
            Shares.Zip(Shares),
            pair =>
            {
                var (a, b) = pair;
                var exact = (System.Numerics.BigInteger)a.Done * b.Total - (System.Numerics.BigInteger)b.Done * a.Total;

                Assert.Equal(exact.Sign, a.CompareTo(b));
                Assert.Equal(-exact.Sign, b.CompareTo(a));
                Assert.Equal(
                    exact > System.Numerics.BigInteger.Min(a.Total, b.Total) && exact * 100 > (System.Numerics.BigInteger)a.Total * b.Total,
                    a.ClearlyMoreThan(b));
            },
            2000);
}
