using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.SelfReports.Spreadsheets;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Pages;

/// <summary>What a file would change, row by row, before anything is: and then, by one click, all of it or nothing.</summary>
public sealed partial class PreviewPage(
    UploadedFiles files, Previews previews, ReportDesk desk, ReportWords words, IAntiforgery antiforgery, NavigationManager navigation)
{
    private const int RowsAPage = 100;

    /// <summary>The file.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>From 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageAsked { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private UploadedFile? File { get; set; }

    private Preview.Outcome? Outcome { get; set; }

    private int Rows { get; set; }

    private string? Refusal { get; set; }

    private int PageNumber => AddressNumber.Page(PageAsked);

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        File = await files.FindAsync(Id, Actor, CancellationToken.None);
        Look();
    }

    private void Look()
    {
        if (File is { } file)
        {
            var preview = previews.Of(file);
            (Outcome, Rows) = (preview.Done, preview.Rows);
        }
    }

    private async Task TakeAsync()
    {
        if (File is not { } file || Outcome is not { Refusal: null } outcome)
        {
            return;
        }
        if (!await antiforgery.IsRequestValidAsync(Http!))
        {
            Refusal = R["not-saved-again"];
            return;
        }
        var catalog = Catalog;
        var answer = await desk.FillAsync(file.Programme, Preview.Forms(outcome, body => ReportRules.ProvinceOf(catalog, body)), Actor, CancellationToken.None);
        previews.Forget(file);
        if (answer is { Refusal: null, Conflicts.IsEmpty: true })
        {
            files.Remove(file);
            navigation.NavigateTo(Actor.Body is null ? $"{SheetEndpoints.PageAddress(file.Programme)}" : $"{ReportPage.Path}?programme={Uri.EscapeDataString(file.Programme)}");
            return;
        }
        Refusal = answer.Refusal is { } refusal ? words.Tell(refusal) : R["changed-meanwhile", Display.Number(answer.Conflicts.Length)];
        Look();
    }

    private string NameOf(SheetLine line) => line.Field is { } key
        ? string.Join(' ', new[] { key.Indicator, key.Item is { } item ? R[$"item-{item}"].Value : null, Catalog.Body(key.Body)?.Name.ToString() }.OfType<string>())
        : "–";

    private string PageAddress(int page) => string.Create(CultureInfo.InvariantCulture, $"{SheetEndpoints.Page}/{Id}?programme={Uri.EscapeDataString(Programme)}&page={page}");
}
