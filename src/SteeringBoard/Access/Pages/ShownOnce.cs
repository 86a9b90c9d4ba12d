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
        // As the form's own protection would have them: it warns of anything less on each such page.
        (http.Response.Headers.CacheControl, http.Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
        if (http.Features.Get<IHttpsCompressionFeature>() is { } compression)
        {
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        }
    }
}
