using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Gateway.Serving;

/// <summary>Errors as RFC 9457 wants them.</summary>
internal static class Problem
{
    /// <summary>Answers with <c>application/problem+json</c>.</summary>
    public static Task WriteAsync(HttpContext http, int status, string code, string title)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        var problem = new { type = "about:blank", title, status, code };
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, WireJson.Options)).AsTask();
    }
}
