namespace SteeringBoard.Shell;

/// <summary>What a browser may do with our answers: scripts from here alone, no framing by others, no guessing of types.</summary>
internal static class SecurityHeaders
{
    // Styles: plotly and bar widths write them inline. Images: charts are saved as data and blobs. Sockets: older browsers do not count them as 'self'.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the start of the answer, so that an error page, which begins afresh, has them too.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
