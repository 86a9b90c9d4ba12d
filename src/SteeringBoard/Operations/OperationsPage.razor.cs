using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Access;
using SteeringBoard.Collection;
using SteeringBoard.Collection.Sweeps;
using SteeringBoard.Data;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Operations;

/// <summary>What an operator needs at 18:00 on the 27th: parts, jobs, sources; run, pause, resume. Instants are real time.</summary>
public sealed partial class OperationsPage(
    Boards boards, Recorder recorder, RecordOptions options, INewestCache cache, BoardBroadcast broadcast, FigureCache figures, Viewers viewers,
    CollectionStatus collection, TimeProvider time, IAuthorizationService authorization) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private const int RunsShown = 20;

    private IReadOnlyList<SweepStatus> _sweeps = [];
    private IReadOnlyList<GatewayStatus> _gateways = [];
    private IReadOnlyList<SweepRun> _runs = [];
    private bool _mayOperate;
    private string? _said;
    private Throttle? _looking;
    private ITimer? _timer;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _timer?.Dispose();
        _looking?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null)
        {
            _mayOperate = (await authorization.AuthorizeAsync((await Authentication).User, Caller.Operate)).Succeeded;
        }
        await LookAsync();
        if (RendererInfo.IsInteractive)
        {
            var looking = _looking = new Throttle(() => InvokeAsync(LookAgainAsync), Every / 2, time);
            _timer = time.CreateTimer(_ => looking.Call(), null, Every, Every);
        }
    }

    private async Task LookAgainAsync()
    {
        await LookAsync();
        StateHasChanged();
    }

    private async Task LookAsync()
    {
        _sweeps = await collection.SweepsAsync(CancellationToken.None);
        _gateways = await collection.GatewaysAsync(CancellationToken.None);
        var runs = new List<SweepRun>();
        foreach (var sweep in _sweeps)
        {
            runs.AddRange(await collection.SweepRunsAsync(sweep.Shard, RunsShown, CancellationToken.None));
        }
        _runs = [.. runs.OrderByDescending(run => run.FiredAt).Take(RunsShown)];
    }

    private Task RunAsync(int shard) => ActAsync(() => collection.RunNowAsync(shard, CancellationToken.None), "did-run");

    private Task PauseAsync(int shard) => ActAsync(() => collection.PauseAsync(shard, CancellationToken.None), "did-pause");

    private Task ResumeAsync(int shard) => ActAsync(() => collection.ResumeAsync(shard, CancellationToken.None), "did-resume");

    private Task PullAsync(GatewayStatus gateway) =>
        ActAsync(() => collection.RunNowAsync(gateway.Registration.Programme, gateway.Registration.Body, CancellationToken.None), "did-pull");

    /// <summary>The button is only a button: the right is asked for again.</summary>
    private async Task ActAsync(Func<Task> act, string said)
    {
        if (!_mayOperate)
        {
            return;
        }
        await act();
        _said = O[said];
        await LookAsync();
    }

    private long Lag(Board board) => broadcast.Pace(board.Programme.Code).Now.Behind;

    private string NameOf(GatewayStatus gateway) =>
        boards.Find(gateway.Registration.Programme)?.Current.Catalog.Body(gateway.Registration.Body)?.Name.ToString() ?? gateway.Registration.Body;

    private string Words(string? summary) => SweepReport.Read(summary) is { } report
        ? O["sweep-summary", report.Changed, report.Good, report.Failed, report.NotAsked, report.GoingOn]
        : "";

    private static string Real(DateTimeOffset instant) => instant.ToOffset(Display.Hanoi).ToString("dd/MM HH:mm:ss", CultureInfo.InvariantCulture);
}
