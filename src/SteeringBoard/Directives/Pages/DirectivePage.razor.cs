using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Access;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;

namespace SteeringBoard.Directives.Pages;

/// <summary>A directive: its words, how its date was read, the six clears, every body's assignment, and what was done with the one chosen.</summary>
public sealed partial class DirectivePage(AssignmentBook book, DirectiveDesk desk, DirectiveProblems problems)
{
    /// <summary>The directive's code.</summary>
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    /// <summary>The body whose assignment is opened; none: the reader's own, or the only one.</summary>
    [SupplyParameterFromQuery(Name = "body")]
    public string? BodyCode { get; set; }

    [SupplyParameterFromForm(FormName = "publish")]
    private int PublishSeen { get; set; }

    private AssignmentBook Book => book;

    private RegisterEntry? Entry => Register.Find(Code) is { } entry && DirectiveSearch.Sees(Actor, entry) ? entry : null;

    private IReadOnlyList<Assignment> Assignments =>
        [.. Register.AssignmentsOf(Entry!).Where(assignment => AssignmentBook.Sees(Register, Actor, assignment))];

    private Assignment? Chosen
    {
        get
        {
            var all = Assignments;
            return all.FirstOrDefault(assignment => assignment.Body == (BodyCode ?? Actor.Body)) ?? (all.Count == 1 ? all[0] : null);
        }
    }

    /// <summary>The directives that wait on this one.</summary>
    private IReadOnlyList<Directive> Waiting => [.. Register.Published.Where(other => other.DependsOn.Contains(Code))];

    private string? Refused { get; set; }

    private async Task PublishAsync()
    {
        var answer = await desk.PublishAsync(Programme, Code, PublishSeen, Actor, CancellationToken.None);
        Refused = answer.Refusal is { } refusal ? problems.Tell(refusal, Catalog.Zone) : null;
    }

    private string NameOf(string body) => Catalog.Body(body)?.Name.ToString() ?? body;

    private string BodyLink(string body) => $"{Link($"/directives/{Code}")}&body={Uri.EscapeDataString(body)}#assignment";

    private string ExportAddress => $"/api/v1/programmes/{Programme}/directives/{Uri.EscapeDataString(Code)}/export.docx{(AsOf is { } moment ? $"?asOf={Uri.EscapeDataString(moment)}" : "")}";

    private string FileHref(AssignmentUpdate update) =>
        $"/api/v1/programmes/{Programme}/directives/{Uri.EscapeDataString(Code)}/assignments/{Uri.EscapeDataString(update.Body)}/updates/{update.Number}/file";

    /// <summary>A reading rule in words; one that is not known is told as it is kept.</summary>
    private string RuleWords(string rule) => D[$"rule-{rule}"] is { ResourceNotFound: false } words ? words.Value : rule;

    private string SourceWords(string source) => SourceWordsOf(D, source);

    /// <summary>A source as a reader knows it; one that is not a dispatch stands as it was written.</summary>
    internal static string SourceWordsOf(IStringLocalizer texts, string source) =>
        source.StartsWith("dispatch ", StringComparison.Ordinal) ? texts["source-dispatch", source["dispatch ".Length..]] : source;

    /// <summary>What makes a clear one clear.</summary>
    private string Said(Directive directive, SixClear clear) => clear switch
    {
        SixClear.Person => directive.Person.Length > 0 ? directive.Person : directive.Owner.ToString(),
        SixClear.Task => directive.Title.ToString(),
        SixClear.Responsibility => directive.Owner.ToString() is { Length: > 0 } owner ? owner : string.Join(", ", directive.Responsible.Select(NameOf)),
        SixClear.Progress => directive.Indicators.Count > 0 ? Counted(directive) : directive.Measure,
        SixClear.Result => directive.Result.Length > 0 ? directive.Result : Counted(directive),
        _ => directive.Authority.Length > 0 ? directive.Authority : directive.LegalBasis,
    };

    private string Counted(Directive directive) =>
        string.Join("; ", directive.Indicators.Select(code => $"{code} {Catalog.Indicator(code)?.Name.ToString()}"));
}
