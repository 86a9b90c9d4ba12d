using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Shell;

namespace SteeringBoard.Situation;

/// <summary>Provinces ready at each level, in the headline and in each family.</summary>
public sealed partial class EvidenceTable
{
    private static readonly KeptMarkup<(string Language, EvidenceLevel Level, int Ready, int Of)> Headlines = new(most: 1024);
    private static readonly KeptMarkup<(EvidenceLevel Level, int Ready, int Of)> Cells = new(most: 1024);

    [Parameter, EditorRequired]
    public required SituationView View { get; set; }

    /// <summary>The level the page is read at; none: what counts.</summary>
    [Parameter, EditorRequired]
    public EvidenceLevel? Level { get; set; }

    /// <summary>Where the provinces counted at a level are listed.</summary>
    [Parameter, EditorRequired]
    public required Func<EvidenceLevel, string> Href { get; set; }

    private (SituationView, EvidenceLevel?, string) _asked;
    private bool _isAnother;

    protected override void OnParametersSet()
    {
        var asked = (View, Level, Href(EvidenceLevel.Claimed));
        (_isAnother, _asked) = (asked != _asked, asked);
    }

    /// <summary>It tells no age: it is drawn again when the view is another.</summary>
    protected override bool ShouldRender() => _isAnother;

    /// <summary>What stands below the number: the level, a bar, and who says so.</summary>
    private MarkupString Under(EvidenceLevel level) => Headlines.Of(
        (CultureInfo.CurrentUICulture.Name, level, View.Ready[level], View.Ready.Of),
        (told, page) => new MarkupString(
            $""" <span class="muted">{Markup.Encode(page.T[$"evidence-{told.Level.Word()}"])}</span> {Bar(told.Level, told.Ready, told.Of)} <span class="tiny">{Markup.Encode(page.S[$"by-{told.Level.Word()}"])}</span>"""),
        this);

    private static MarkupString Cell(Headline ready, EvidenceLevel level) => Cells.Of(
        (level, ready[level], ready.Of), (told, _) => new MarkupString($"<b>{told.Ready}</b>{Bar(told.Level, told.Ready, told.Of)}"), level);

    private static string Bar(EvidenceLevel level, int ready, int of) =>
        $"""<span class="evidence-bar" aria-hidden="true"><i class="evidence-{level.Word()}" style="width:{(of == 0 ? 0 : 100d * ready / of).ToString("0.##", CultureInfo.InvariantCulture)}%"></i></span>""";
}
