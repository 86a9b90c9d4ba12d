using Microsoft.AspNetCore.Components;

namespace SteeringBoard.Shell;

/// <summary>The document every page is in.</summary>
public sealed partial class App
{
    [CascadingParameter]
    private HttpContext? Context { get; set; }

    /// <summary>Set on a page for a poor line.</summary>
    private PoorLineAttribute? PoorLine => Context?.GetEndpoint()?.Metadata.GetMetadata<PoorLineAttribute>();

    /// <summary>What the page wants, else what the reader does.</summary>
    private string Theme => Context?.GetEndpoint()?.Metadata.GetMetadata<DarkAttribute>() is not null ? "dark" : Preferences.ThemeOf(Context);

    /// <summary>The dark tokens win by being linked or not: no script, no flash, and paper is always light.</summary>
    private string DarkMedia => Theme switch
    {
        "dark" => "screen",
        "light" => "not all",
        _ => "screen and (prefers-color-scheme: dark)",
    };
}
