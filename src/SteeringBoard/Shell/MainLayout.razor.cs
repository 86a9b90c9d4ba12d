using Microsoft.AspNetCore.Components;

namespace SteeringBoard.Shell;

/// <summary>Head, navigation and main part of every page. The programme is in the address: <c>?programme=</c>, else the first.</summary>
public sealed partial class MainLayout(ProgrammeHeadings headings, NavigationManager navigation) : LayoutComponentBase
{
    [SupplyParameterFromQuery(Name = "programme")]
    private string? Programme { get; set; }

    private IReadOnlyList<ProgrammeHeading> Programmes { get; set; } = [];

    private ProgrammeHeading? Current { get; set; }

    /// <summary>The address without host and fragment.</summary>
    private string Here => "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];

    private string Path => Here.Split('?')[0];

    protected override void OnParametersSet()
    {
        Programmes = headings();
        Current = Programmes.FirstOrDefault(programme => programme.Code == Programme) ?? (Programmes is [var first, ..] ? first : null);
    }

    private string Link(string path) =>
        Current is null || Current == Programmes[0] ? path : $"{path}?programme={Uri.EscapeDataString(Current.Code)}";
}
