using System.Globalization;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Drafting;

namespace SteeringBoard.Directives.Pages;

/// <summary>Where the office writes what was dictated: one text, whom it is given to, by when. It goes out once the six are clear, or waits as a draft.</summary>
public sealed partial class DraftPage(DirectiveDesk desk, DirectiveProblems problems, NavigationManager navigation)
{
    private static readonly string[] Groups = ["provinces", "ministries", "all"];

    private static readonly string[] Rules =
    [
        DeadlineReading.AtTheHour, DeadlineReading.Before, DeadlineReading.ThroughTheDay, DeadlineReading.ThroughTheMonth,
        DeadlineReading.ThroughTheQuarter, DeadlineReading.ThroughTheYear, DeadlineReading.LunarYear, "",
    ];

    [SupplyParameterFromForm(FormName = "draft")]
    private Typed? Draft { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private string? Refused { get; set; }

    /// <summary>Every one of a kind first, then bodies by name.</summary>
    private IEnumerable<(string Word, string Name)> Assignable =>
        Groups.Select(group => (group, D[$"group-{group}"].Value)).Concat(
            Register.Bodies.All.Where(body => body.Kind is BodyKind.Ministry or BodyKind.Agency or BodyKind.Province or BodyKind.Enterprise)
                .Select(body => (body.Code, body.Name.ToString())).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture));

    /// <summary>18:00 of the day after, on the wall of the programme's zone.</summary>
    private string Suggested => Catalog.Local(Now).Date.AddDays(1).AddHours(18).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private async Task DraftAsync()
    {
        var typed = Draft!;
        var draft = new DirectiveDraft
        {
            Title = typed.Title ?? "",
            Text = typed.Text ?? "",
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
        var answer = await desk.DraftAsync(Programme, draft, typed.Publish, Actor, CancellationToken.None);
        if (answer is { Refusal: null, Entry: { } entry })
        {
            navigation.NavigateTo(Link($"/directives/{entry.Code}"));
            return;
        }
        Refused = problems.Tell(answer.Refusal!, Catalog.Zone);
    }

    /// <summary>All that is chosen in a list of many.</summary>
    private string[] Chosen(string field) =>
        Http?.Request.HasFormContentType == true ? [.. Http.Request.Form[field].OfType<string>().Where(word => word.Length > 0)] : [];

    /// <summary>Of the instant picked, the part that the rule reads.</summary>
    private static string When(string rule, string picked)
    {
        if (!DateTime.TryParse(picked, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return "";
        }
        return rule switch
        {
            "" => "",
            DeadlineReading.AtTheHour => Told("yyyy-MM-dd'T'HH:mm"),
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
    }
}
