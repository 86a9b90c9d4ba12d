using Microsoft.AspNetCore.Components;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Readiness.Pages;

/// <summary>
/// A page over a board: it shows one immutable snapshot, and draws again a moment after the board has moved, or every few seconds for
/// the ages it tells. The programme, the level and a past moment are in the address: a page of the past is the same page over the board as
/// it was known then.
/// </summary>
public abstract class BoardPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AgesEvery = TimeSpan.FromSeconds(5);

    private Throttle? _drawing;
    private IDisposable? _following;
    private ITimer? _ages;

    [Inject]
    private Boards Boards { get; set; } = null!;

    [Inject]
    private PastBoards Past { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>The programme's code in the address; none: the first.</summary>
    [SupplyParameterFromQuery(Name = "programme")]
    public string? ProgrammeCode { get; set; }

    /// <summary>The level's word in the address; none: what counts.</summary>
    [SupplyParameterFromQuery(Name = "level")]
    public string? LevelWord { get; set; }

    /// <summary>The past moment in the address; none: now.</summary>
    [SupplyParameterFromQuery(Name = Moment.Key)]
    public string? AtWord { get; set; }

    protected Board Board { get; private set; } = null!;

    protected BoardSnapshot Snapshot { get; private set; } = null!;

    protected Catalog Catalog => Snapshot.Catalog;

    /// <summary>The programme's time this drawing tells.</summary>
    protected DateTimeOffset Now { get; private set; }

    /// <summary>The level the board is read at; none: what counts.</summary>
    protected EvidenceLevel? Level { get; private set; }

    protected string Programme => Board.Programme.Code;

    /// <summary>Whether the page shows a past moment.</summary>
    protected bool IsPast => AsOf is not null;

    /// <summary>The past moment shown, as the wire has it; none while the page is live.</summary>
    protected string? AsOf { get; private set; }

    /// <summary>The board is looked up before the first drawing: a past one is read from the record.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var board = Boards.Find(ProgrammeCode) ?? Boards.All.OrderByDescending(other => other.Programme.Programme.HardStop).First();
        Level = BoardAnswers.TryLevel(LevelWord, out var level) ? level : null;
        if (Moment.Read(AtWord) is { } moment && moment < board.Clock.GetUtcNow())
        {
            var past = await Past.AtAsync(board.Programme.Code, moment, CancellationToken.None);
            (Board, Snapshot, Now, AsOf) = (board, past, moment, Moment.Write(moment));
            StopFollowing();
        }
        else if (board != Board || AsOf is not null)
        {
            (Board, AsOf) = (board, null);
            Follow();
        }
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected override bool ShouldRender()
    {
        Take();
        return true;
    }

    /// <summary>An address within the same programme and moment.</summary>
    protected string Link(string path) =>
        $"{path}?programme={Uri.EscapeDataString(Programme)}{(AsOf is { } moment ? $"&{Moment.Key}={Uri.EscapeDataString(moment)}" : "")}";

    /// <summary>Draws a live page again a moment later: something else that it tells has moved. From any thread; never blocks or throws.</summary>
    protected void DrawSoon() => _drawing?.Call();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        StopFollowing();
        _drawing?.Dispose();
    }

    private void Follow()
    {
        StopFollowing();
        if (RendererInfo.IsInteractive)
        {
            _drawing ??= new Throttle(() => InvokeAsync(StateHasChanged), Pause, Time);
            _following = Board.Follow(_ => _drawing.Call());
            _ages = Time.CreateTimer(_ => _drawing.Call(), null, AgesEvery, AgesEvery);
        }
        Take();
    }

    private void StopFollowing()
    {
        _following?.Dispose();
        _ages?.Dispose();
        (_following, _ages) = (null, null);
    }

    private void Take()
    {
        if (AsOf is null)
        {
            (Snapshot, Now) = (Board.Current, Board.Clock.GetUtcNow());
        }
    }
}
