using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SteeringBoard.Benchmarks.Bare;

/// <summary>How a hello-world Blazor server runs.</summary>
/// <param name="Published">The folder of a published board: its script is served from there, by its manifest and as compressed.</param>
internal sealed record BareBlazorPlan(string Published);

/// <summary>The least Blazor Server application there is: one page, one circuit, one heading.</summary>
internal static class BareBlazor
{
    public const string Mode = "--bare-blazor";

    public static async Task RunAsync(BareBlazorPlan plan)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { WebRootPath = Path.Combine(plan.Published, "wwwroot") });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets(Path.Combine(plan.Published, "SteeringBoard.staticwebassets.endpoints.json"));
        app.MapRazorComponents<HelloDocument>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ((IHost)app).WaitForShutdownAsync();
    }
}

/// <summary>The document of the hello-world application.</summary>
public sealed class HelloDocument : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><base href=\"/\"><link rel=\"icon\" href=\"data:,\"></head><body>");
        builder.OpenComponent<HelloWorld>(1);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(2, "<script src=\"_framework/blazor.web.js\"></script></body></html>");
    }
}

/// <summary>The page of the hello-world application; its heading has the class <c>live</c> once the circuit has drawn it again.</summary>
[Route("/")]
public sealed class HelloWorld : ComponentBase
{
    private bool _live;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "h1");
        builder.AddAttribute(1, "class", _live ? "live" : null);
        builder.AddContent(2, "Hello, world!");
        builder.CloseElement();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _live = true;
            StateHasChanged();
        }
    }
}
