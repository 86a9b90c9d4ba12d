using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using SteeringBoard.Access;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Pages;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.SelfReports.Spreadsheets;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>
/// What a province says of itself: filled, sent, signed or returned, by plain forms. Whatever happens to a form, what was typed into it comes
/// back with the answer: a refusal, somebody else's number, a session that has ended.
/// </summary>
public sealed partial class ReportPage(ReportDesk desk, ReportWriting writing, ReportWords words, KeptForm keeping, IAntiforgery antiforgery, SignInOffer signIn, NavigationManager navigation)
{
    /// <summary>Where the report is.</summary>
    public const string Path = "/report";

    /// <summary>The indicator whose communes are shown as a grid; none: the body's own fields.</summary>
    [SupplyParameterFromQuery(Name = "grid")]
    public string? GridCode { get; set; }

    /// <summary>For one who reads all: the province whose report is shown.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    public string? Of { get; set; }

    /// <summary>What was typed before signing in, sealed.</summary>
    [SupplyParameterFromQuery(Name = KeptForm.Key)]
    public string? KeptText { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private string? Province { get; set; }

    private Report? Report { get; set; }

    private ReportFields Fields { get; set; } = null!;

    private List<FormRow> Rows { get; set; } = [];

    private IReadOnlyList<ReportEntry> History { get; set; } = [];

    private List<Indicator> CommuneIndicators { get; set; } = [];

    private Indicator? GridIndicator => CommuneIndicators.Find(indicator => indicator.Code == GridCode);

    private string? Grid => GridIndicator?.Code;

    /// <summary>What came with the form and is not written; none where all is.</summary>
    private FilledForm? Unsaved { get; set; }

    /// <summary>What was typed and has no place on the page as it is now, such as after the report was sent.</summary>
    private List<KeyValuePair<FieldKey, FieldText>> Leftover { get; set; } = [];

    private ReportRefusal? Refusal { get; set; }

    private ImmutableArray<FieldConflict> Conflicts { get; set; } = [];

    private int Seen { get; set; }

    private bool HasPosted => Http is { } http && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType;

    private bool IsEditor => !IsPast && Report is { IsOpen: true } && ReportRules.Reports(Actor);

    private bool MaySave => Report is not null && ReportRules.Reports(Actor);

    private bool MayDecide => Report is { Sent: { } sent } && Actor.Role is ActorRole.Approver && Actor.Body == Province && !sent.IsBy(Actor);

    private string Heading => Province is null ? T["nav-report"] : R["title", NameOf(Actor.Role is ActorRole.CommuneReporter ? Actor.Body! : Province)];

    private string Saved => Report?.Entries is [.., { Action: ReportAction.Edit } last] ? R["saved-by", Display.Time(last.At), last.ByName] : "";

    /// <summary>The address of the part of the report shown, without what is carried once.</summary>
    private string Here => PartAddress(Grid);

    private string FileAddress => SheetEndpoints.PageAddress(Programme);

    private string? KeptAddress => Unsaved is { } form && keeping.Seal(form) is { } kept ? $"{Here}&{KeptForm.Key}={kept}" : null;

    private string StorageKey => string.Create(CultureInfo.InvariantCulture, $"{Programme}:{Province}:{Report?.Number}:{Actor.Role}:{Actor.Name}");

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        Province = ReportRules.ProvinceOf(Catalog, Of is not null && !ReportRules.Reports(Actor) ? Of : Actor.Body);
        Fields = new ReportFields(Snapshot, Now);
        if (Province is null || await desk.CurrentAsync(Programme, Province, Actor, CancellationToken.None) is not { } report)
        {
            return;
        }
        Show(report, report.Version);
        if (keeping.Open(KeptText) is { } kept && IsEditor)
        {
            Unsaved = kept;
            Seen = Math.Min(kept.Seen, report.Version);
        }
        CommuneIndicators = Actor.Role is ActorRole.CommuneReporter ? [] : [.. Fields.CommuneIndicators(Province)];
        History = Actor.Role is ActorRole.CommuneReporter ? [] : await writing.HistoryAsync(Programme, Province, CancellationToken.None);
        Draw();
    }

    private async Task HandleAsync()
    {
        var form = Http!.Request.Form;
        var wanted = form["do"].ToString();
        var filled = TypedForm.Read(form, without: wanted.StartsWith("theirs:", StringComparison.Ordinal) ? wanted["theirs:".Length..] : null);
        if (Report is null || !await antiforgery.IsRequestValidAsync(Http))
        {
            // Of somebody unknown, or from a page of another session: nothing is written, and nothing is lost.
            Unsaved = filled;
            Seen = filled.Seen;
            Draw();
            return;
        }
        var answer = await ActAsync(wanted, filled, form["reason"].ToString());
        if (answer is { Refusal: null, Conflicts.IsEmpty: true })
        {
            navigation.NavigateTo(Here);
            return;
        }
        (Refusal, Conflicts, Unsaved) = (answer.Refusal, answer.Conflicts, answer.Refusal is null ? null : Rest(filled, answer.Report));
        Show(answer.Report ?? Report, answer.Seen);
        Draw();
    }

    private Task<ReportAnswer> ActAsync(string wanted, FilledForm filled, string reason) => wanted switch
    {
        "send" => desk.SendAsync(Programme, Province!, filled, Actor, CancellationToken.None),
        "take-back" => desk.TakeBackAsync(Programme, Province!, Actor, CancellationToken.None),
        "return" => desk.ReturnAsync(Programme, Province!, reason, Actor, CancellationToken.None),
        "sign" => desk.SignAsync(Programme, Province!, filled.Seen, Actor, CancellationToken.None),
        _ => desk.SaveAsync(Programme, Province!, filled, Actor, CancellationToken.None),
    };

    /// <summary>What of a form is not in the report; none where all is.</summary>
    private static FilledForm? Rest(FilledForm filled, Report? report) =>
        filled.Fields.Where(pair => report is null || report[pair.Key] != pair.Value).ToDictionary() is { Count: > 0 } rest ? filled with { Fields = rest } : null;

    private void Show(Report report, int seen) => (Report, Seen) = (report, seen);

    /// <summary>Lays the fields out: what is in the report, and over it what was typed and is not.</summary>
    private void Draw()
    {
        Rows = Report is { } report && IsEditor ? RowsOf(report) : [];
        var placed = Rows.Select(row => row.Field.Key).ToHashSet();
        Leftover = [.. (Unsaved?.Fields ?? new Dictionary<FieldKey, FieldText>()).Where(pair => !pair.Value.IsEmpty && !placed.Contains(pair.Key))];
    }

    private List<FormRow> RowsOf(Report report)
    {
        var fields = Actor.Role is ActorRole.CommuneReporter ? Fields.Of(Actor.Body!)
            : Grid is { } grid ? Fields.OfCommunes(Province!, grid) : Fields.Of(Province!);
        var conflicts = Conflicts.ToDictionary(conflict => conflict.Key);
        return [.. fields.Select(RowOf)];

        FormRow RowOf(ReportField field)
        {
            var conflict = conflicts.GetValueOrDefault(field.Key);
            var text = conflict?.Mine ?? Unsaved?.Fields.GetValueOrDefault(field.Key) ?? report[field.Key];
            return new FormRow(field, text, FieldRules.Judge(field, text), conflict, report.Fields.GetValueOrDefault(field.Key)?.By);
        }
    }

    private string Typed(string name) => HasPosted ? Http!.Request.Form[name].ToString() : "";

    private string NameOf(string body) => Catalog.Body(body)?.Name.ToString() ?? body;

    private string NameOf(FieldKey key) => $"{key.Indicator} {Catalog.Indicator(key.Indicator)?.Name} {(key.Item is { } item ? R[$"item-{item}"] : "")} {(key.Body == Province ? "" : NameOf(key.Body))}";

    private string DueTitle(DateTimeOffset? due) => due is { } instant ? R["due-before", Display.Instant(instant)] : R["due-none"];

    private string PartAddress(string? grid) =>
        $"{Path}?programme={Uri.EscapeDataString(Programme)}{(grid is null ? "" : $"&grid={Uri.EscapeDataString(grid)}")}{(Of is null ? "" : $"&of={Uri.EscapeDataString(Of)}")}";

    private string StoryOf(FieldKey key) => Link(CellAddress.Of(key.Body, key.Indicator));

    private string SignInAddress(string back) => $"{signIn.SignIn}?back={Uri.EscapeDataString(back)}";
}

/// <summary>A field as it is drawn.</summary>
/// <param name="Field">What is on record of it.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Problems">What is wrong or odd about that.</param>
/// <param name="Conflict">What somebody else typed meanwhile; none where nobody did.</param>
/// <param name="By">Who typed what is in the report; none where nothing is.</param>
public sealed record FormRow(ReportField Field, FieldText Text, ImmutableArray<FieldProblem> Problems, FieldConflict? Conflict, ReportEntry? By);
