using SteeringBoard.Contract;
using SteeringBoard.Gateway.Scenarios;
using SteeringBoard.Gateway.Serving;

namespace SteeringBoard.Gateway.Faults;

/// <summary>Answers for simulated provinces: well, or as badly as their switch says.</summary>
/// <param name="source">What is true.</param>
/// <param name="faults">Who misbehaves.</param>
/// <param name="real">Real time, for what is slow.</param>
/// <param name="slowness">How late a slow one answers.</param>
internal sealed class FaultyAnswers(ScenarioSource source, FaultSwitches faults, TimeProvider real, TimeSpan slowness)
{
    /// <summary>How late a slow one answers unless told otherwise.</summary>
    public static readonly TimeSpan UsualSlowness = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);
    private static readonly TimeSpan Back = TimeSpan.FromHours(24);

    public async Task AnswerAsync(HttpContext http, string programme, string body)
    {
        var served = source.Find(programme, body);
        if (served is not Served.Document document || faults[body] is var fault && fault == Fault.None)
        {
            await ReadinessAnswers.WriteAsync(http, served);
            return;
        }

        switch (fault)
        {
            case Fault.Slow:
                await Task.Delay(slowness, real, http.RequestAborted);
                await ReadinessAnswers.WriteAsync(http, served);
                break;
            case Fault.Hang:
                await HangAsync(http);
                break;
            case Fault.Errors:
                await Problem.WriteAsync(http, StatusCodes.Status500InternalServerError, "simulated", "This error is simulated.");
                break;
            case Fault.Refused:
                http.Abort();
                break;
            case Fault.WrongBody:
                await SendAsync(http, (Served.Document)source.Find(programme, source.AnotherThan(body)));
                break;
            case Fault.Malformed:
                await SendAsync(http, "{\"contract\":\"readiness/1\",\"readings\":[<html>"u8.ToArray());
                break;
            case Fault.Truncated:
                await TruncateAsync(http, document.Content.Render(document.AsOf));
                break;
            case Fault.Oversized:
                await SendAsync(http, Oversized(document.Content.Render(document.AsOf)));
                break;
            case Fault.ClockWrong:
                await SendAsync(http, document with { AsOf = document.AsOf + Ahead });
                break;
            case Fault.JumpBack:
                await SendAsync(http, source.FindEarlier(body, Back));
                break;
            default:
                throw new InvalidOperationException($"no answer for '{fault}'");
        }
    }

    /// <summary>Never 304: what is wrong must be seen.</summary>
    private static Task SendAsync(HttpContext http, Served.Document document)
    {
        http.Request.Headers.IfNoneMatch = default;
        return ReadinessAnswers.WriteAsync(http, document);
    }

    private static Task SendAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static async Task HangAsync(HttpContext http)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        http.Abort();
    }

    private static async Task TruncateAsync(HttpContext http, byte[] document)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = document.Length;
        await http.Response.Body.WriteAsync(document.AsMemory(0, document.Length / 2));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    /// <summary>Good JSON, and too much of it: blanks before the last brace.</summary>
    private static byte[] Oversized(byte[] document)
    {
        var oversized = new byte[ReadinessDocument.MaxBytes + 64 * 1024];
        Array.Fill(oversized, (byte)' ');
        document.AsSpan(..^1).CopyTo(oversized);
        oversized[^1] = document[^1];
        return oversized;
    }
}
