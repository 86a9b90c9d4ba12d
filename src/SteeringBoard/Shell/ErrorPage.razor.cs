using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace SteeringBoard.Shell;

/// <summary>What a person sees when a page fails, is not theirs or does not exist. The reference is in the log beside the reason.</summary>
public sealed partial class ErrorPage(ILogger<ErrorPage> log)
{
    /// <summary>Where failures are shown.</summary>
    public const string Path = "/error";

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private string Reference { get; set; } = "";

    private string Title => $"{Kind}-title";

    private string Text => $"{Kind}-text";

    private string Kind => Context?.Response.StatusCode switch
    {
        404 => "not-found",
        401 or 403 => "forbidden",
        429 => "too-many",
        _ => "error",
    };

    protected override void OnInitialized()
    {
        if (Context is null)
        {
            return;
        }
        // Asked for by its own address it is no error: there is just no page here.
        if (Context.Response.StatusCode == StatusCodes.Status200OK)
        {
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        Reference = Activity.Current?.TraceId.ToString() ?? Context.TraceIdentifier;
        var path = Context.Features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? Context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? Context.Request.Path;
        LogShown(log, Context.Response.StatusCode, path, Reference);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Showed error {Status} for {Path}, reference {Reference}")]
    private static partial void LogShown(ILogger log, int status, string path, string reference);
}
