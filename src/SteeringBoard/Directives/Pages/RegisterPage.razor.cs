using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Shell;

namespace SteeringBoard.Directives.Pages;

/// <summary>The register: every directive with what is clear of it, when it is due and how far its bodies are. The filters are in the address.</summary>
public sealed partial class RegisterPage(NavigationManager navigation)
{
    private const int RowsAPage = 50;

    private (RegisterSnapshot Register, DirectiveSearch Search, long Minute, List<RegisterEntry> Entries)? _found;

    /// <summary>Words to find, accents and case aside.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    /// <summary>A body's code: only what is given to it.</summary>
    [SupplyParameterFromQuery(Name = "body")]
    public string? BodyCode { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindWord { get; set; }

    [SupplyParameterFromQuery(Name = "official")]
    public string? OfficialWord { get; set; }

    /// <summary>From 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageAsked { get; set; }

    private int PageNumber => AddressNumber.Page(PageAsked);

    /// <summary>What the address asks for; a word that is none is passed over.</summary>
    private DirectiveSearch Search => new()
    {
        Words = string.IsNullOrWhiteSpace(Words) ? null : Words,
        Body = string.IsNullOrEmpty(BodyCode) ? null : BodyCode,
        Kind = EnumWords.TryRead<DirectiveKind>(KindWord, out var kind) ? kind : null,
        Official = EnumWords.TryRead<OfficialState>(OfficialWord, out var official) ? official : null,
    };

    /// <summary>What matches, by due instant; worked out once for each state of the register and each minute of the programme.</summary>
    private List<RegisterEntry> Found
    {
        get
        {
            var search = Search;
            var minute = Now.UtcTicks / TimeSpan.TicksPerMinute;
            if (_found is not { } kept || kept.Register != Register || kept.Search != search || kept.Minute != minute)
            {
                _found = kept = (Register, search, minute, [.. DirectiveSearch.Find(Register, search, Actor, Now).OrderBy(entry => entry.Standing.DueBefore ?? DateTimeOffset.MaxValue)]);
            }
            return kept.Entries;
        }
    }

    /// <summary>Bodies by name that something is given to.</summary>
    private IEnumerable<(string Code, string Name)> Assignees =>
        Register.Assignees
            .Select(code => (code, Catalog.Body(code)?.Name.ToString() ?? code)).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture);

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        _found = null;
    }

    private Dictionary<OfficialState, int> CountsOf(RegisterEntry entry) =>
        Register.AssignmentsOf(entry).Where(assignment => AssignmentBook.Sees(Register, Actor, assignment))
            .Select(assignment => AssignmentRules.Official(assignment, entry.Written, Now)).OfType<OfficialState>()
            .CountBy(state => state).ToDictionary();

    /// <summary>Of what is shown: the moment and the filters go along.</summary>
    private string ExportAddress => navigation.GetUriWithQueryParameters(
        $"{navigation.BaseUri}api/v1/programmes/{Programme}/directives/export.xlsx",
        new Dictionary<string, object?> { ["asOf"] = AsOf, ["q"] = Search.Words, ["body"] = Search.Body, ["kind"] = Search.Kind?.Word(), ["official"] = Search.Official?.Word() });
}
