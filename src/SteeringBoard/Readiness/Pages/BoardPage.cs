using Microsoft.AspNetCore.Components;
using SteeringBoard.Contract;
using SteeringBoard.Live;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Pages;

/// <summary>
/// A page over a board: it shows one immutable snapshot, and draws again a moment after the board has moved, or every few seconds for
/// the ages it tells. The programme and the level are in the address.
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
    private TimeProvider Time { get; set; } = null!;

    /// <summary>The programme's code in the address; none: the first.</summary>
    [SupplyParameterFromQuery(Name = "programme")]
    public string? ProgrammeCode { get; set; }

    /// <summary>The level's word in the address; none: what counts.</summary>
    [SupplyParameterFromQuery(Name = "level")]
    public string? LevelWord { get; set; }

    protected Board Board { get; private set; } = null!;

    protected BoardSnapshot Snapshot { get; private set; } = null!;

    protected Catalog Catalog => Snapshot.Catalog;

    /// <summary>The programme's time this drawing tells.</summary>
    protected DateTimeOffset Now { get; private set; }

    /// <summary>The level the board is read at; none: what counts.</summary>
    protected EvidenceLevel? Level { get; private set; }

    protected string Programme => Board.Programme.Code;

    protected override void OnParametersSet()
    {
        var board = Boards.Find(ProgrammeCode) ?? Boards.All.OrderByDescending(other => other.Programme.Programme.HardStop).First();
        Level = BoardAnswers.TryLevel(LevelWord, out var level) ? level : null;
        if (board == Board)
        {
            return;
        }
        _following?.Dispose();
        Board = board;
        if (RendererInfo.IsInteractive)
        {
            _drawing ??= new Throttle(() => InvokeAsync(StateHasChanged), Pause, Time);
            _following = board.Follow(_ => _drawing.Call());
            _ages ??= Time.CreateTimer(_ => _drawing.Call(), null, AgesEvery, AgesEvery);
        }
        Take();
    }

    protected override bool ShouldRender()
    {
        Take();
        return true;
    }

    /// <summary>An address within the same programme.</summary>
    protected string Link(string path) => $"{path}?programme={Uri.EscapeDataString(Programme)}";

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _following?.Dispose();
        _drawing?.Dispose();
        _ages?.Dispose();
    }

    private void Take()
    {
        Snapshot = Board.Current;
        Now = Board.Clock.GetUtcNow();
    }
}
