using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Drafting;

namespace SteeringBoard.Directives.Pages;

/// <summary>
/// Where the office writes what was dictated: one text, whom it is given to, by when. It goes out once the six are clear, or waits as a draft. A
/// draft is gone on with here, and what is published amended, with a reason.
/// </summary>
public sealed partial class DraftPage(DirectiveDesk desk, DirectiveProblems problems, NavigationManager navigation)
{
    private static readonly string[] Groups = ["provinces", "ministries", "all"];

    private static readonly string[] Offered =
    [
        DeadlineReading.AtTheHour, DeadlineReading.Before, DeadlineReading.ThroughTheDay, DeadlineReading.ThroughTheMonth,
        DeadlineReading.ThroughTheQuarter, DeadlineReading.ThroughTheYear, DeadlineReading.LunarYear, "",
    ];

    /// <summary>The directive written anew; none: a new one.</summary>
    [Parameter]
    public string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "draft")]
    private Typed? Draft { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private string? Refused { get; set; }

    private RegisterEntry? Entry => Code is { } code && Register.Find(code) is { } entry && DirectiveSearch.Sees(Actor, entry) ? entry : null;

    private bool IsNowhere => Code is not null && Entry is null;

    private bool IsAmended => Entry is { IsPublished: true };

    private string Heading => Entry is null ? D["draft-title"] : D["amend-title", Code!];

    /// <summary>What the form begins with.</summary>
    private Typed Before => Entry is { } entry
        ? Typed.Of(entry, Rules.Contains(entry.Written.Rule) ? entry.Written.Rule : DeadlineReading.AtTheHour, Picked(entry.Written))
        : new Typed { Rule = DeadlineReading.AtTheHour, When = Suggested, Authority = D["draft-authority-usual"], SaidBy = D["draft-authority-usual"] };

    /// <summary>Those offered, and that of a directive which a document reads by another.</summary>
    private IEnumerable<string> Rules =>
        Entry?.Written.Rule is { } own && (own is DeadlineReading.StartsAt || DeadlineReading.IsUndated(own)) ? Offered.Append(own).Distinct() : Offered;

    /// <summary>Every one of a kind first, then bodies by name, and whoever else it is given to already.</summary>
    private IEnumerable<(string Word, string Name)> Assignable => Offerable.Concat(
        (Entry?.Written.Responsible ?? []).Except(Offerable.Select(pair => pair.Word)).Select(word => (word, Register.Bodies.Find(word)?.Name.ToString() ?? word)));

    private IEnumerable<(string Word, string Name)> Offerable =>
        Groups.Select(group => (group, D[$"group-{group}"].Value)).Concat(
            Register.Bodies.All.Where(body => body.Kind is BodyKind.Ministry or BodyKind.Agency or BodyKind.Province or BodyKind.Enterprise)
                .Select(body => (body.Code, body.Name.ToString())).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture));

    /// <summary>18:00 of the day after, on the wall of the programme's zone.</summary>
    private string Suggested => Wall(Catalog.Local(Now).Date.AddDays(1).AddHours(18));

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (IsNowhere && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task DraftAsync()
    {
        var (typed, entry) = (Draft!, Entry);
        var draft = new DirectiveDraft
        {
            Kind = entry?.Written.Kind ?? DirectiveKind.Task,
            NotBefore = entry?.Written.NotBefore,
            Title = typed.Title ?? "",
            Text = (typed.Text ?? "").ReplaceLineEndings("\n"),
            SaidBy = typed.SaidBy ?? "",
            LegalBasis = typed.LegalBasis ?? "",
            Source = typed.Source ?? "",
            Responsible = Chosen("Draft.Responsible"),
            Phrase = typed.Phrase ?? "",
            Rule = typed.Rule ?? "",
            When = When(typed.Rule ?? "", typed.When ?? ""),
            Indicators = Chosen("Draft.Indicators"),
            DependsOn = Chosen("Draft.DependsOn"),
            Person = typed.Person ?? "",
            Measure = typed.Measure ?? "",
            Result = typed.Result ?? "",
            Authority = typed.Authority ?? "",
        };
        var answer = entry is null
            ? await desk.DraftAsync(Programme, draft, typed.Publish, Actor, CancellationToken.None)
            : await desk.AmendAsync(Programme, entry.Code, typed.Seen, draft, typed.Publish, typed.Reason ?? "", Actor, CancellationToken.None);
        if (answer is { Refusal: null, Entry: { } written })
        {
            navigation.NavigateTo(Link($"/directives/{written.Code}"));
            return;
        }
        Refused = problems.Tell(answer.Refusal!, Catalog.Zone);
    }

    /// <summary>All that is chosen in a list of many; before anything is sent, what the directive has.</summary>
    private IReadOnlyList<string> Chosen(string field) =>
        Http?.Request.HasFormContentType == true ? [.. Http.Request.Form[field].OfType<string>().Where(word => word.Length > 0)]
        : Entry is not { Written: var written } ? []
        : field switch
        {
            "Draft.Responsible" => written.Responsible,
            "Draft.Indicators" => written.Indicators,
            _ => written.DependsOn,
        };

    /// <summary>An instant to pick that its rule reads as the one the directive has.</summary>
    private string Picked(Directive written)
    {
        if (written.DueBefore is not { } due)
        {
            return Suggested;
        }
        var wall = Catalog.Local(due).DateTime;
        return Wall(written.Rule.StartsWith("through-", StringComparison.Ordinal) ? wall.AddMinutes(-1) : wall);
    }

    private static string Wall(DateTime wall) => wall.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Of the instant picked, the part that the rule reads.</summary>
    private static string When(string rule, string picked)
    {
        if (!DateTime.TryParse(picked, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return "";
        }
        return rule switch
        {
            _ when DeadlineReading.IsUndated(rule) => "",
            DeadlineReading.AtTheHour or DeadlineReading.StartsAt => Told("yyyy-MM-dd'T'HH:mm"),
            DeadlineReading.ThroughTheMonth => Told("yyyy-MM"),
            DeadlineReading.ThroughTheQuarter => string.Create(CultureInfo.InvariantCulture, $"{wall:yyyy}-Q{(wall.Month + 2) / 3}"),
            DeadlineReading.ThroughTheYear or DeadlineReading.LunarYear => Told("yyyy"),
            _ => Told("yyyy-MM-dd"),
        };

        string Told(string format) => wall.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>What was typed; lists of many are read from the form itself.</summary>
    public sealed class Typed
    {
        public string? Title { get; set; }

        public string? Text { get; set; }

        public string? SaidBy { get; set; }

        public string? LegalBasis { get; set; }

        public string? Source { get; set; }

        public string? Phrase { get; set; }

        public string? Rule { get; set; }

        /// <summary>Wall time of the programme's zone, such as <c>2025-06-27T18:00</c>.</summary>
        public string? When { get; set; }

        public string? Person { get; set; }

        public string? Measure { get; set; }

        public string? Result { get; set; }

        public string? Authority { get; set; }

        public bool Publish { get; set; }

        /// <summary>The version that was before the eyes of whoever typed.</summary>
        public int Seen { get; set; }

        /// <summary>Why what is published is amended.</summary>
        public string? Reason { get; set; }

        /// <summary>A directive as it was last written.</summary>
        /// <param name="entry">The directive.</param>
        /// <param name="rule">How its date is to be read.</param>
        /// <param name="when">Wall time of the programme's zone that reads as its date.</param>
        public static Typed Of(RegisterEntry entry, string rule, string when) => new()
        {
            Title = entry.Written.Title.ToString(),
            Text = entry.Written.Text.ToString(),
            SaidBy = entry.Written.SaidBy.ToString(),
            LegalBasis = entry.Written.LegalBasis,
            Source = entry.Written.Source,
            Phrase = entry.Written.Phrase,
            Rule = rule,
            When = when,
            Person = entry.Written.Person,
            Measure = entry.Written.Measure,
            Result = entry.Written.Result,
            Authority = entry.Written.Authority,
            Seen = entry.Version,
        };
    }
}
