using Microsoft.AspNetCore.Http.Features;

namespace SteeringBoard.Access.Pages;

/// <summary>For pages that tell a secret once: no cache keeps them, and they are not compressed, so that their length tells nothing (BREACH).</summary>
internal static class ShownOnce
{
    public static void Keep(HttpContext? http)
    {
        if (http is null)
        {
            return;
        }
        http.Response.Headers.CacheControl = "no-store";
        if (http.Features.Get<IHttpsCompressionFeature>() is { } compression)
        {
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        }
    }
}
