using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Directives.Api;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Directives.Drafting;
using SteeringBoard.Shell;

namespace SteeringBoard.Directives.Pages;

/// <summary>Who answers for each body that something is given to, since when, and who did before; the office names them here.</summary>
public sealed partial class AccountablePage(DirectiveDesk desk, DirectiveProblems problems, NavigationManager navigation)
{
    private const int RowsAPage = 100;
    private const string Path = "/directives/accountable";

    /// <summary>The body whose form is opened; none: no form.</summary>
    [SupplyParameterFromQuery(Name = "body")]
    private string? BodyCode { get; set; }

    /// <summary>From 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    private string? PageAsked { get; set; }

    [SupplyParameterFromForm(FormName = "name")]
    private Typed? Naming { get; set; }

    private int PageNumber => AddressNumber.Page(PageAsked);

    private string? Refused { get; set; }

    /// <summary>Who was named while the form was being filled.</summary>
    private ImmutableList<Accountable> Between { get; set; } = [];

    /// <summary>How many rows the writer has seen; none: those on this page.</summary>
    private int? Seen { get; set; }

    private bool MayName => Actor.IsOffice && !IsPast;

    /// <summary>The bodies whose people the reader is told: those that nobody is named for first, then by name.</summary>
    private List<AnsweredFor> Bodies =>
    [
        .. Register.Assignees.Where(body => AssignmentBook.SeesPeople(Register, Actor, body))
            .Select(body => new AnsweredFor(body, NameOf(body), Register.AccountableAt(body, Now), Register.AccountableOf(body)))
            .OrderBy(body => body.Standing is not null).ThenBy(body => body.Name, StringComparer.CurrentCulture),
    ];

    private string NameOf(string body) => Register.Bodies.Find(body)?.Name.ToString() ?? body;

    private string FormLink(string body) => $"{Link(Path)}&body={Uri.EscapeDataString(body)}#step";

    private async Task NameAsync()
    {
        var (typed, body) = (Naming!, BodyCode ?? "");
        var refusal = From(typed.From) is { } from
            ? await desk.NameAsync(Programme, body, typed.Seen, typed.Head ?? "", typed.Officer ?? "", from, Actor, CancellationToken.None)
            : new RuleRefusal(RefusalCodes.BadRequest, D["accountable-from"].Value);
        if (refusal is null)
        {
            navigation.NavigateTo($"{Link(Path)}#body-{Uri.EscapeDataString(body)}");
            return;
        }
        Refused = problems.Tell(refusal, Catalog.Zone);
        // Only who is told what came between has seen it.
        if (refusal.Code is RefusalCodes.VersionPassed)
        {
            var rows = Register.AccountableOf(body);
            (Between, Seen) = ([.. rows.Skip(typed.Seen)], rows.Count);
        }
        else
        {
            Seen = typed.Seen;
        }
    }

    /// <summary>Left out: now. None for what is no instant.</summary>
    private DateTimeOffset? From(string? typed) => string.IsNullOrWhiteSpace(typed) ? Board.Clock.GetUtcNow() : Moment.Read(typed);

    /// <summary>A body with who answers for it now, and everybody who was ever named.</summary>
    private sealed record AnsweredFor(string Code, string Name, Accountable? Standing, ImmutableList<Accountable> Rows);

    /// <summary>What was typed.</summary>
    public sealed class Typed
    {
        public int Seen { get; set; }

        public string? Head { get; set; }

        public string? Officer { get; set; }

        /// <summary>Hà Nội time, such as <c>2025-06-27T18:00</c>.</summary>
        public string? From { get; set; }
    }
}
