using Microsoft.AspNetCore.Components;
using SteeringBoard.Access.Keys;
using SteeringBoard.Access.People;
using SteeringBoard.Bodies;

namespace SteeringBoard.Access.Pages;

/// <summary>The API keys an administrator manages: made, replaced with an overlap, taken back. A key is shown once. Works without a script.</summary>
public sealed partial class KeysPage
{
    private Actor _by = new("", ActorRole.Guest, null);
    private List<Body> _bodies = [];
    private List<KeyRow> _keys = [];
    private AccessRefusal? _refusal;
    private string? _key;

    /// <summary>What was just done.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    public string? Said { get; set; }

    /// <summary>Why something was just not done.</summary>
    [SupplyParameterFromQuery(Name = "refused")]
    public string? RefusedCode { get; set; }

    [SupplyParameterFromForm(FormName = "key")]
    private Choice? Typed { get; set; }

    [SupplyParameterFromForm(FormName = "replace")]
    private Replacement? Replacing { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    protected override async Task OnInitializedAsync()
    {
        ShownOnce.Keep(Http);
        _by = Http!.User.Actor();
        _bodies = [.. Bodies.ManagedBy(_by).Where(body => _by.Body is not null || body.Kind is not BodyKind.Commune)];
        await LookAsync();
    }

    private async Task MakeAsync()
    {
        (_key, _refusal) = await Keys.MakeAsync(
            new KeyWish(
                Typed?.Name?.Trim() ?? "", string.IsNullOrEmpty(Typed?.Body) ? null : Typed.Body, Typed?.Scope == "push" && !string.IsNullOrEmpty(Typed.Body),
                Typed?.Most ?? "", Typed?.Days ?? 0),
            _by, CancellationToken.None);
        await LookAsync();
    }

    private async Task ReplaceAsync()
    {
        var overlap = KeyDesk.Overlaps[Math.Clamp(Replacing?.Overlap ?? 0, 0, KeyDesk.Overlaps.Count - 1)];
        (_key, _refusal) = await Keys.ReplaceAsync(Replacing?.Id ?? default, overlap, _by, CancellationToken.None);
        await LookAsync();
    }

    private async Task LookAsync() => _keys = await Keys.ListAsync(_by, CancellationToken.None);

    /// <summary>What was typed.</summary>
    public sealed class Choice
    {
        public string? Name { get; set; }

        public string? Body { get; set; }

        public string? Scope { get; set; }

        public string? Most { get; set; }

        public int? Days { get; set; }
    }

    /// <summary>Which key is to be replaced, and for how long both are good, as a place in <see cref="KeyDesk.Overlaps"/>.</summary>
    public sealed class Replacement
    {
        public Guid Id { get; set; }

        public int Overlap { get; set; }
    }
}
