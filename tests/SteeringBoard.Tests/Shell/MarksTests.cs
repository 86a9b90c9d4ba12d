using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;
using SteeringBoard.Shell;

namespace SteeringBoard.Tests.Shell;

public sealed class MarksTests
{
    [Fact]
    public void A_status_is_told_by_shape_and_word_in_the_readers_language()
    {
        Assert.Equal(
            "<span class=\"status status-late\"><span aria-hidden=\"true\">■</span> <span>Late</span></span>", In("en", texts => StatusMark.Of(texts, CellStatus.Late)));
        Assert.Contains($">{In("vi", texts => texts["status-late"].Value)}<", In("vi", texts => StatusMark.Of(texts, CellStatus.Late)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_hidden_from_the_eye_stays_for_a_screen_reader_and_a_pointer()
    {
        var mark = In("en", texts => StatusMark.Of(texts, CellStatus.Stale, wordHidden: true));

        Assert.Contains(" title=\"No fresh data\"", mark, StringComparison.Ordinal);
        Assert.Contains("<span class=\"visually-hidden\">No fresh data</span>", mark, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_has_an_ink_for_each_level_that_was_read_and_a_mark_for_what_is_needed()
    {
        var bar = In("en", texts => EvidenceBar.Of(texts, 1000, "An Giang", [1000, null, 235, null], needed: 1500));

        Assert.StartsWith(
            "<span class=\"evidence-bar\" aria-hidden=\"true\"><i class=\"evidence-claimed\" style=\"width:100%\"></i><i class=\"evidence-tested\" style=\"width:23.5%\"></i><u style=\"left:100%\"></u></span>",
            bar,
            StringComparison.Ordinal);
        Assert.Contains("1,000 claimed, 235 tested", bar, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_counted_is_only_text_whatever_it_is_called()
    {
        var bar = In("en", texts => EvidenceBar.Of(texts, 1, "<i onclick=\"x\"> Đắk Lắk", [0, 0, 0, 0]));

        Assert.Contains("&lt;i onclick=&quot;x&quot;&gt; Đắk Lắk", bar, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_of_nothing_is_empty() =>
        Assert.Contains("width:0%", In("en", texts => EvidenceBar.Of(texts, 0, "", [5, null, null, null])), StringComparison.Ordinal);

    [Fact]
    public void Equal_bars_are_one_text()
    {
        var text = In("en", texts => EvidenceBar.Of(texts, 34, "G12", [34, 8, 8, 1]));

        Assert.Same(text, In("en", texts => EvidenceBar.Of(texts, 34, "G12", [34, 8, 8, 1])));
        Assert.NotEqual(text, In("fr", texts => EvidenceBar.Of(texts, 34, "G12", [34, 8, 8, 1])));
        Assert.NotEqual(text, In("en", texts => EvidenceBar.Of(texts, 34, "G12", [34, 8, 8, 2])));
    }

    private static string In(string culture, Func<IStringLocalizer<Texts>, object> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var said = say(services.GetRequiredService<IStringLocalizer<Texts>>());
            return said is MarkupString markup ? markup.Value : (string)said;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
