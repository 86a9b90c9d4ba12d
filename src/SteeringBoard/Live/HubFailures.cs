using Microsoft.AspNetCore.SignalR;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Live;

/// <summary>Logs what fails behind a hub. A refusal is an answer and no failure; the log of the hub itself, which tells both as errors, is turned off.</summary>
internal sealed partial class HubFailures(ILogger<HubFailures> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception error) when (error is not (HubException or OperationCanceledException))
        {
            Log.Failed(logger, error, invocationContext.HubMethodName, Reference.New());
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A call of {Method} failed (reference {Reference})")]
        public static partial void Failed(ILogger logger, Exception error, string method, string reference);
    }
}
