using System.Text;
using SteeringBoard.Access;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>Somebody looks for a directive.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("da nang")]
    [InlineData("DA NANG")]
    [InlineData("Đà Nẵng")]
    [InlineData("ĐÀ  NẴNG")]
    [InlineData("nang ma")]
    [InlineData("t2")]
    public async Task Accents_case_and_order_do_not_matter(string words)
    {
        await using var register = await TestRegister.StartAsync();

        Assert.Equal([TestRegister.Plain], Find(register, new DirectiveSearch { Words = words }));
    }

    [Theory]
    [InlineData("Đà Nẵng", "da nang")]
    [InlineData("Thừa Thiên Huế, TỈNH ĐẮK LẮK", "thua thien hue, tinh dak lak")]
    [InlineData("Ả́ ử ỡ ợ ặ", "a u o o a")]
    [InlineData("a \t b", "a b")]
    public void A_text_is_folded_to_plain_letters(string text, string folded)
    {
        Assert.Equal(folded, Encoding.UTF8.GetString(SearchText.Fold(text)));
        Assert.Equal(folded, Encoding.UTF8.GetString(SearchText.Fold(text.Normalize(NormalizationForm.FormD))));
    }

    [Fact]
    public async Task Nothing_found_is_nothing_and_nothing_asked_is_all()
    {
        await using var register = await TestRegister.StartAsync();

        Assert.Empty(Find(register, new DirectiveSearch { Words = "da nang xyz" }));
        Assert.Equal(4, Find(register, new DirectiveSearch { Words = "  " }).Count);
    }

    [Fact]
    public async Task Filters_narrow_by_kind_body_state_official_state_and_due_instant()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Block());

        Assert.Equal([TestRegister.Claimed], Find(register, new DirectiveSearch { Kind = DirectiveKind.Claim }));
        Assert.Equal([TestRegister.Counted, TestRegister.Undated], Find(register, new DirectiveSearch { Body = TestProgramme.Province }));
        Assert.Equal([TestRegister.Counted], Find(register, new DirectiveSearch { State = AssignmentState.Blocked }));
        Assert.Empty(Find(register, new DirectiveSearch { State = AssignmentState.Blocked, Body = TestProgramme.OtherProvince }));
        Assert.Equal([TestRegister.Counted, TestRegister.Plain], Find(register, new DirectiveSearch { DueFrom = TestProgramme.Due }));
        Assert.Empty(Find(register, new DirectiveSearch { DueTo = TestProgramme.Due }));
        Assert.Empty(Find(register, new DirectiveSearch { Official = OfficialState.OpenOverdue }));
        register.Board.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([TestRegister.Counted, TestRegister.Plain], Find(register, new DirectiveSearch { Official = OfficialState.OpenOverdue }));
    }

    [Fact]
    public async Task A_state_is_found_only_where_one_sees_it()
    {
        await using var register = await TestRegister.StartAsync();
        await register.DoAsync(Cast.Province, Steps.Block());
        var blocked = new DirectiveSearch { State = AssignmentState.Blocked };

        Assert.NotEmpty(Find(register, blocked, Cast.Province));
        Assert.NotEmpty(Find(register, blocked, Cast.Ministry));
        Assert.Empty(Find(register, blocked, Cast.OtherProvince));
        Assert.Empty(Find(register, blocked, Cast.Stranger));
        Assert.NotEmpty(Find(register, blocked, Cast.Nobody));
    }

    private static List<string> Find(TestRegister register, DirectiveSearch search, Actor? actor = null) =>
        [.. DirectiveSearch.Find(register.Current, search, actor ?? Cast.Office, register.Board.Now).Select(entry => entry.Code)];
}
