using Microsoft.AspNetCore.Components;
using SteeringBoard.Access.People;
using SteeringBoard.Access.Sessions;

namespace SteeringBoard.Access.Pages;

/// <summary>One's own account: where one is signed in, password, second factor, recovery codes. Works without a script.</summary>
public sealed partial class AccountPage
{
    private Account? _account;
    private Guid _own;
    private List<Session> _sessions = [];
    private int _codesLeft;
    private IReadOnlyList<string> _codes = [];
    private AccessRefusal? _refusal;
    private string? _said;
    private string _secret = "";
    private bool _secondOpen;
    private PasskeyQuestion? _question;
    private List<(string Id, string Name, DateTimeOffset At)> _passkeys = [];

    /// <summary>What was just done elsewhere.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    public string? Said { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "Typed")]
    private Choice? Password { get; set; }

    [SupplyParameterFromForm(FormName = "codes", Name = "Typed")]
    private Choice? Codes { get; set; }

    [SupplyParameterFromForm(FormName = "second", Name = "Typed")]
    private Choice? Second { get; set; }

    [SupplyParameterFromForm(FormName = "passkey")]
    private PasskeyAnswer? Passkey { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    protected override async Task OnInitializedAsync()
    {
        ShownOnce.Keep(Http);
        if (Http?.User is not { } user || user.AccountId() is not { } id)
        {
            return;
        }
        (_account, _own, _said) = (await Desk.FindAsync(id), user.SessionId() ?? default, Said is "end" or "ended" or "passkey-removed" ? Said : null);
        _question = await Passkeys.AskNewAsync(_account!, Http);
        _secret = Enrolment.Open(Second?.Sealed, id.ToString()) ?? Totp.NewSecret();
        await LookAsync();
    }

    private async Task ChangePasswordAsync()
    {
        _refusal = Password?.Password != Password?.Again
            ? new AccessRefusal("password-differs")
            : await Desk.ChangePasswordAsync(_account!, Password?.Old ?? "", Password?.Password ?? "", _own, CancellationToken.None);
        await SayAsync("password");
    }

    private async Task NewCodesAsync()
    {
        (_codes, _refusal) = await Desk.NewCodesAsync(_account!, Codes?.Code ?? "", CancellationToken.None);
        await SayAsync("codes");
    }

    private async Task ChangeSecondAsync()
    {
        (_codes, _refusal) = await Desk.ChangeSecondAsync(_account!, Second?.Old ?? "", _secret, Second?.Code ?? "", _own, CancellationToken.None);
        _secondOpen = _refusal is not null;
        await SayAsync("second");
    }

    private async Task AddPasskeyAsync()
    {
        _refusal = await Desk.KnowsPasswordAsync(_account!, Passkey?.Password ?? "", CancellationToken.None)
            ?? await Passkeys.AddAsync(_account!, Passkey?.Credential ?? "", Passkey?.Sealed ?? "", Http!.Request.Headers.UserAgent.ToString(), Http);
        await SayAsync("passkey");
    }

    private async Task SayAsync(string said)
    {
        _said = _refusal is null ? said : null;
        await LookAsync();
    }

    private async Task LookAsync() => (_sessions, _codesLeft, _passkeys) =
        (await Sessions.OfAsync(_account!.Id, CancellationToken.None), await Desk.CodesLeftAsync(_account), await Passkeys.OfAsync(_account));

    /// <summary>What the authenticator said, with the password.</summary>
    public sealed class PasskeyAnswer
    {
        public string? Credential { get; set; }

        public string? Sealed { get; set; }

        public string? Password { get; set; }
    }

    /// <summary>What was typed.</summary>
    public sealed class Choice
    {
        public string? Old { get; set; }

        public string? Password { get; set; }

        public string? Again { get; set; }

        public string? Sealed { get; set; }

        public string? Code { get; set; }
    }
}
