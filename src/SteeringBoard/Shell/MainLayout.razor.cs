using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using SteeringBoard.Contract;

namespace SteeringBoard.Shell;

/// <summary>Head, navigation and main part of every page. The programme is in the address: <c>?programme=</c>, else the first.</summary>
public sealed partial class MainLayout(ProgrammeHeadings headings, NavigationManager navigation, IServiceProvider services) : LayoutComponentBase
{
    [SupplyParameterFromQuery(Name = "programme")]
    private string? Programme { get; set; }

    [SupplyParameterFromQuery(Name = Moment.Key)]
    private string? AtWord { get; set; }

    [SupplyParameterFromQuery(Name = "level")]
    private string? LevelWord { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>The pages the reader may open.</summary>
    private IReadOnlyList<NavLink> Links { get; set; } = [];

    private IReadOnlyList<ProgrammeHeading> Programmes { get; set; } = [];

    private ProgrammeHeading? Current { get; set; }

    /// <summary>The address without host and fragment.</summary>
    private string Here => "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];

    private string Path => Here.Split('?')[0];

    /// <summary>Pages that tell of the board's machinery and of accounts: there is no past of them to show.</summary>
    private bool IsOfNow => Path is "/operations" or "/account" || Path.StartsWith("/admin", StringComparison.Ordinal);

    /// <summary>The past moment shown; none: the page is live.</summary>
    private DateTimeOffset? At => !IsOfNow && Moment.Read(AtWord) is { } moment && moment < Current?.Now ? moment : null;

    /// <summary>A live page leads to its past.</summary>
    private bool LooksBack => Current is not null && At is null && !IsOfNow;

    /// <summary>What the address asks for and the page cannot show: a reader must not take what is shown instead for it.</summary>
    private IEnumerable<string> Doubts
    {
        get
        {
            if (Current is not null && Programme is { Length: > 0 } && Programme != Current.Code)
            {
                yield return T["address-programme", Display.Cut(Programme), Current.Name];
            }
            if (Current is not null && AtWord is { Length: > 0 } && At is null && !IsOfNow)
            {
                yield return T["address-moment", Moment.Read(AtWord) is { } moment ? Display.Instant(moment) : Display.Cut(AtWord)];
            }
            if (Current is not null && LevelWord is { Length: > 0 } && !EvidenceLevels.TryParse(LevelWord, out _))
            {
                yield return T["address-level", Display.Cut(LevelWord)];
            }
        }
    }

    /// <summary>What is in the address besides the moment.</summary>
    private List<KeyValuePair<string, string>> Query =>
        [.. QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).Where(pair => pair.Key != Moment.Key).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))];

    private string Live => new Uri(navigation.GetUriWithQueryParameter(Moment.Key, (string?)null)).PathAndQuery;

    protected override async Task OnParametersSetAsync()
    {
        var links = await NavLink.ForAsync(services, Authentication, NavLink.All);
        Links = Authentication is not null && services.GetService<SignInOffer>()?.Place((await Authentication).User) is { } own ? [own, .. links] : links;
    }

    protected override void OnParametersSet()
    {
        Programmes = headings();
        Current = Programmes.FirstOrDefault(programme => programme.Code == Programme) ?? (Programmes is [var first, ..] ? first : null);
    }

    private string Link(string path)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Current is not null && Current != Programmes[0])
        {
            query["programme"] = Current.Code;
        }
        if (At is { } moment)
        {
            query[Moment.Key] = Moment.Write(moment);
        }
        return QueryHelpers.AddQueryString(path, query);
    }
}
