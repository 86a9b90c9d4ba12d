using System.Globalization;

namespace SteeringBoard.Gateway.Serving;

/// <summary>The readiness/1 answers of a gateway (contract.md, section 1, Pull).</summary>
public static class ReadinessAnswers
{
    /// <summary>How old the values of a file are.</summary>
    public const string AsOfHeader = "Readiness-As-Of";

    /// <summary>Answers with what the source has: 200, 304, or a problem.</summary>
    public static Task WriteAsync(HttpContext http, Served served)
    {
        ArgumentNullException.ThrowIfNull(http);
        switch (served)
        {
            case Served.Document document:
                return WriteAsync(http, document);
            case Served.Unreadable:
                http.Response.Headers.RetryAfter = "30";
                return Problem.WriteAsync(
                    http, StatusCodes.Status503ServiceUnavailable, "source-unreadable", "The source of this gateway cannot be read.");
            default:
                return Problem.WriteAsync(
                    http, StatusCodes.Status404NotFound, "not-served-here", "This gateway does not serve that programme or body.");
        }
    }

    private static Task WriteAsync(HttpContext http, Served.Document document)
    {
        var response = http.Response;
        response.Headers.ETag = document.Content.Tag;
        if (document.IsFile)
        {
            response.Headers[AsOfHeader] = document.AsOf.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        }

        if (IsKnown(http.Request, document.Content.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        var body = document.Content.Render(document.AsOf);
        if (ContentCoding.Choose(http.Request) is { } coding)
        {
            response.Headers.ContentEncoding = coding;
            body = ContentCoding.Encode(body, coding);
        }

        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static bool IsKnown(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0)
        {
            return false;
        }

        // The usual caller sends back the one tag it was given; only the unusual one is worth parsing.
        return known.Count == 1 && string.Equals(known[0], tag, StringComparison.Ordinal)
            || request.GetTypedHeaders().IfNoneMatch.Any(candidate =>
                candidate.Tag == "*" || candidate.Tag.AsSpan().SequenceEqual(tag.AsSpan(tag.IndexOf('"', StringComparison.Ordinal))));
    }
}
