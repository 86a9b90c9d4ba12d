using Microsoft.AspNetCore.Components;
using SteeringBoard.Access.People;
using SteeringBoard.Bodies;

namespace SteeringBoard.Access.Pages;

/// <summary>The people an administrator manages: invited, given roles, locked, sent out. Works without a script.</summary>
public sealed partial class AdminPage(NavigationManager navigation, TimeProvider time)
{
    private const int Shown = 100;

    private Actor _by = new("", ActorRole.Guest, null);
    private List<Body> _bodies = [];
    private List<PersonRow> _people = [];
    private List<Invitation> _open = [];
    private AccessRefusal? _refusal;
    private string? _link;
    private DateTimeOffset _expires;

    /// <summary>What the name or the address has in it; none: any.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Sought { get; set; }

    /// <summary>What was just done.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    public string? Said { get; set; }

    /// <summary>Why something was just not done.</summary>
    [SupplyParameterFromQuery(Name = "refused")]
    public string? RefusedCode { get; set; }

    [SupplyParameterFromForm(FormName = "invite")]
    private Choice? Typed { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>Every role somebody of these bodies can have.</summary>
    private IEnumerable<ActorRole> Roles =>
        (_by.Body is null ? PeopleRules.OfNoBody : []).Concat(_bodies.Select(body => body.Kind).Distinct().SelectMany(PeopleRules.Of)).Distinct();

    protected override async Task OnInitializedAsync()
    {
        ShownOnce.Keep(Http);
        _by = Http!.User.Actor();
        // Who manages all leaves the communes, thousands of them, to their provinces.
        _bodies = [.. Bodies.ManagedBy(_by).Where(body => PeopleRules.Of(body.Kind).Count > 0 && (_by.Body is not null || body.Kind is not BodyKind.Commune))];
        await LookAsync();
    }

    private async Task InviteAsync()
    {
        var (name, email) = (Typed?.Name?.Trim() ?? "", Typed?.Email?.Trim() ?? "");
        if (!Enum.TryParse<ActorRole>(Typed?.Role, out var role))
        {
            _refusal = new AccessRefusal("role-misfit");
            return;
        }
        var (token, refusal) = await Invitations.InviteAsync(
            new Invited(name, email, role, string.IsNullOrEmpty(Typed?.Body) ? null : Typed.Body), _by, CancellationToken.None);
        _refusal = refusal;
        if (token is not null)
        {
            _link = new Uri(Access.Address ?? new Uri(navigation.BaseUri), $"invitation/{token}").ToString();
            _expires = time.GetUtcNow() + InvitationDesk.Lasts;
            _open = await Invitations.OpenAsync(_by, CancellationToken.None);
        }
    }

    private async Task LookAsync() =>
        (_people, _open) = (await People.ListAsync(_by, Sought ?? "", CancellationToken.None), await Invitations.OpenAsync(_by, CancellationToken.None));

    private IReadOnlyList<ActorRole> RolesFor(string? body) => Bodies.Find(body) is { } known ? PeopleRules.Of(known.Kind) : PeopleRules.OfNoBody;

    /// <summary>What was typed.</summary>
    public sealed class Choice
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Role { get; set; }

        public string? Body { get; set; }
    }
}
