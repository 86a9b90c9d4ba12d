using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using SteeringBoard.Access;
using SteeringBoard.Audit;
using SteeringBoard.Collection;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Operations;

/// <summary>What an operator needs at 18:00 on the 27th: how all parts fare, what is wrong first; run, pause, resume. Instants are real time.</summary>
public sealed partial class OperationsPage(
    Boards boards, OperationsWatch watch, VitalSigns signs, LastFailures failures, CollectionStatus collection, TimeProvider time,
    IAuthorizationService authorization, AuditTrail trail, ILogger<OperationsPage> logger) : ComponentBase, IDisposable
{
    /// <summary>Sources in trouble that are shown without being asked for.</summary>
    private const int TroubleShown = 20;

    /// <summary>Sources shown at most: who looks for one of thousands says its name.</summary>
    private const int SourcesShown = 100;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private OperationsSnapshot _now = null!;
    private IReadOnlyList<Vital> _vitals = [];
    private List<GatewayStatus> _trouble = [];
    private List<GatewayStatus> _sources = [];
    private bool _mayOperate;
    private bool _isGuest;
    private string? _said;
    private Throttle? _looking;
    private ITimer? _timer;

    /// <summary>The programme's code in the address, kept in its links.</summary>
    [SupplyParameterFromQuery(Name = "programme")]
    public string? ProgrammeCode { get; set; }

    /// <summary><c>trouble</c>: only sources that are not good; none: all.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <summary>What the name or the code of a source has in it; none: any.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Sought { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private EventCallback<GatewayStatus> PullCallback => _mayOperate ? EventCallback.Factory.Create<GatewayStatus>(this, PullAsync) : default;

    public void Dispose()
    {
        _timer?.Dispose();
        _looking?.Dispose();
    }

    /// <summary>Looked at before the first drawing.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LookAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected override async Task OnInitializedAsync()
    {
        _mayOperate = await MayOperateAsync();
        _isGuest = Authentication is not null && (await Authentication).User.Actor().Role is ActorRole.Guest;
        if (RendererInfo.IsInteractive)
        {
            var looking = _looking = new Throttle(() => InvokeAsync(LookAgainAsync), Every / 2, time);
            _timer = time.CreateTimer(_ => looking.Call(), null, Every, Every);
        }
    }

    private async Task LookAgainAsync()
    {
        try
        {
            await LookAsync();
            StateHasChanged();
        }
        catch (ObjectDisposedException)
        {
            // The board is stopping, and the page with it.
        }
    }

    private async Task LookAsync()
    {
        _now = await watch.LookAsync();
        _vitals = signs.Of(_now);
        var deepestFirst = _now.Sources.DeepestFirst().ToList();
        _trouble = deepestFirst.FindAll(source => source.Standing() is SourceStanding.Failing or SourceStanding.Open);
        _sources = (Show == "trouble" ? _trouble : deepestFirst).FindAll(IsSought);
    }

    private bool IsSought(GatewayStatus source) =>
        string.IsNullOrWhiteSpace(Sought)
        || source.Registration.Body == Sought.Trim()
        // Hà Nội is found by "ha noi", as who is in a hurry types it.
        || CultureInfo.InvariantCulture.CompareInfo.IndexOf(NameOf(source), Sought.Trim(), CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreCase) >= 0;

    private Task RunAsync(int shard) => ActAsync("run", $"sweep-{shard}", () => collection.RunNowAsync(shard, CancellationToken.None), O["did-run", shard + 1]);

    private Task PauseAsync(int shard) => ActAsync("pause", $"sweep-{shard}", () => collection.PauseAsync(shard, CancellationToken.None), O["did-pause", shard + 1]);

    private Task ResumeAsync(int shard) => ActAsync("resume", $"sweep-{shard}", () => collection.ResumeAsync(shard, CancellationToken.None), O["did-resume", shard + 1]);

    private Task PullAsync(GatewayStatus source) => ActAsync(
        "pull", source.Registration.Code, () => collection.RunNowAsync(source.Registration.Programme, source.Registration.Body, CancellationToken.None),
        O["did-pull", NameOf(source)]);

    /// <summary>The button is only a button: the right is asked for again.</summary>
    private async Task ActAsync(string act, string on, Func<Task> doing, string said)
    {
        if (!await MayOperateAsync())
        {
            return;
        }
        try
        {
            await doing();
            var actor = (await Authentication!).User.Actor();
            await trail.WriteAsync(
                new AuditEntry($"job.{act}", actor.Name, time.GetUtcNow()) { Role = actor.Role.ToString(), ByBody = actor.Body, Subject = on }, CancellationToken.None);
            Log.Acted(logger, act, on, actor.Name);
            _said = said;
        }
        catch (Exception error)
        {
            var reference = Reference.New();
            Log.NotActed(logger, error, act, on, reference);
            _said = O["not-done", reference];
        }
        watch.Forget();
        await LookAsync();
    }

    private async Task<bool> MayOperateAsync() =>
        Authentication is not null && (await authorization.AuthorizeAsync((await Authentication).User, Caller.Operate)).Succeeded;

    private static string Door => $"{SignIn.Path}?back=%2Foperations";

    private string Address(string show)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["show"] = show };
        if (ProgrammeCode is { Length: > 0 })
        {
            query["programme"] = ProgrammeCode;
        }
        return QueryHelpers.AddQueryString("/operations", query);
    }

    private string NameOf(GatewayStatus source) =>
        boards.Find(source.Registration.Programme)?.Current.Catalog.Body(source.Registration.Body)?.Name.ToString() ?? source.Registration.Body;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Who} asked for {Act} of {On}")]
        public static partial void Acted(ILogger logger, string act, string on, string who);

        [LoggerMessage(Level = LogLevel.Error, Message = "An operator's {Act} of {On} was not done (reference {Reference})")]
        public static partial void NotActed(ILogger logger, Exception error, string act, string on, string reference);
    }
}
