using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Headlines;
using SteeringBoard.Shell;

namespace SteeringBoard.Situation;

/// <summary>The situation on the wall of the meeting room: a few large pages that turn by themselves. <c>?page=2</c> holds one.</summary>
public sealed partial class WallboardPage(
    SituationViews views, ProgrammeHeadings headings, NavigationManager navigation, TimeProvider time, IStringLocalizer<Texts> shared)
{
    /// <summary>Deadlines that can be read from six metres on one page, each title in two lines.</summary>
    private const int Rows = 6;

    /// <summary>Decisions that can.</summary>
    private const int Decided = 6;

    private static readonly TimeSpan TurnEvery = TimeSpan.FromSeconds(15);

    private static readonly string[] Pages = ["wall-time", "wall-places", "wall-deadlines", "wall-decisions"];

    private static readonly CellStatus[] Legend =
        [CellStatus.Done, CellStatus.OnTrack, CellStatus.AtRisk, CellStatus.Late, CellStatus.Stale, CellStatus.Unknown];

    private ITimer? _turning;
    private int _turns;

    /// <summary>The page held, from 1; none: they turn.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? HeldWord { get; set; }

    private int? Held => AddressNumber.Read(HeldWord) is { } page ? (int)Math.Clamp(page, 1, Pages.Length) : null;

    private SituationView View => views.Of(Snapshot, Level, Now, IsPast);

    private ProgrammeHeading? Heading => headings().FirstOrDefault(heading => heading.Code == Programme);

    /// <summary>The same pages as they are now.</summary>
    private string Live => new Uri(navigation.GetUriWithQueryParameter(Moment.Key, (string?)null)).PathAndQuery;

    private bool Simulated => Heading is { Simulated: true };

    private bool HasMap => Catalog.Bodies.Any(body => body.TileColumn is not null);

    /// <summary>The page shown, from 0; a programme without a map of provinces turns past it.</summary>
    private int Shown
    {
        get
        {
            var page = Held is { } held ? held - 1 : _turns % Pages.Length;
            return page == 1 && !HasMap ? 2 : page;
        }
    }

    /// <summary>Each time round the map shows another family, first the one that wants the strongest evidence.</summary>
    private string Family
    {
        get
        {
            var families = Families.CountedBy(Catalog);
            return families.IsEmpty ? Families.Codes[0] : families[(families.IndexOf(Families.Hardest(Catalog)!) + _turns / Pages.Length) % families.Length];
        }
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _turning = time.CreateTimer(_ => _ = InvokeAsync(Turn), null, TurnEvery, TurnEvery);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _turning?.Dispose();
        base.Dispose(disposing);
    }

    private void Turn()
    {
        _turns++;
        StateHasChanged();
    }

    private static string Percent(int ready, int of) => (of == 0 ? 0 : 100d * ready / of).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>How many there are, and how many of them have room.</summary>
    private string Counted(int most, int all) => all > most ? S["wall-first", Display.Number(most), Display.Number(all)] : Display.Number(all);

    private string SpanOf(TimeSpan span) => shared.Span(span);

    private string Address(string? page) => new Uri(navigation.GetUriWithQueryParameter("page", page)).PathAndQuery;
}
