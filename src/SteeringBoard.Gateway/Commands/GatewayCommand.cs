using Microsoft.Extensions.Logging.Console;
using SteeringBoard.Gateway.Faults;
using SteeringBoard.Gateway.Scenarios;
using SteeringBoard.Gateway.Serving;
using SteeringBoard.Gateway.Sources;
using SteeringBoard.Gateway.Texts;

namespace SteeringBoard.Gateway.Commands;

/// <summary>The gateway as a command: serves until it is stopped.</summary>
internal static class GatewayCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Runs it; 0 after it was stopped.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TimeProvider real, CancellationToken stop)
    {
        try
        {
            var asked = GatewayArguments.Parse(args, Environment.GetEnvironmentVariable);
            if (asked.Help)
            {
                await Console.Out.WriteLineAsync(Words.Text("command-help", asked.Language, string.Join(", ", FaultWords.All.Keys)));
                return 0;
            }

            return asked.From is null ? await ServeScenarioAsync(asked, real, stop) : await ServeFileAsync(asked, real, stop);
        }
        catch (ArgumentsException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            await Console.Error.WriteLineAsync(Words.Text("command-try-help", wrong.Language));
            return Misused;
        }
    }

    private static async Task<int> ServeFileAsync(GatewayArguments asked, TimeProvider real, CancellationToken stop)
    {
        using var logs = LoggerFactory.Create(ToStandardError);
        var source = new FileSource(asked.From!, asked.Programme, asked.Body, real, asked.Language, logs.CreateLogger<FileSource>());
        return await ServeAsync(
            asked,
            new() { Source = source, Body = asked.Body, Token = asked.Token, Urls = asked.Urls, Logging = ToStandardError },
            () => source.WatchAsync(stop),
            stop);
    }

    private static async Task<int> ServeScenarioAsync(GatewayArguments asked, TimeProvider real, CancellationToken stop)
    {
        var scenario = Load(asked);
        var faults = new FaultSwitches(scenario.Provinces);
        foreach (var (body, fault) in asked.Faults)
        {
            if (!faults.TrySet(body, fault))
            {
                throw new ArgumentsException(asked.Language, "bad-value", "--fault", body);
            }
        }

        var source = new ScenarioSource(scenario, asked.Programme, new ScenarioClock(asked.Start, asked.Speed, real));
        var answers = new FaultyAnswers(source, faults, real, FaultyAnswers.UsualSlowness);
        return await ServeAsync(
            asked,
            new()
            {
                Source = source,
                Token = asked.Token,
                Urls = asked.Urls,
                Logging = ToStandardError,
                Answer = answers.AnswerAsync,
                Faults = faults,
            },
            () => Task.Delay(Timeout.Infinite, stop),
            stop);
    }

    private static Scenario Load(GatewayArguments asked)
    {
        try
        {
            return Scenario.Load(Path.Combine(asked.Scenario!, asked.Programme), Path.Combine(asked.Scenario!, asked.Bodies), asked.Seed);
        }
        catch (Exception broken) when (broken is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new ArgumentsException(asked.Language, "bad-seed", broken.Message);
        }
    }

    private static async Task<int> ServeAsync(GatewayArguments asked, GatewayHostOptions options, Func<Task> untilStopped, CancellationToken stop)
    {
        GatewayHost host;
        try
        {
            host = await GatewayHost.StartAsync(options);
        }
        catch (Exception taken) when (taken is IOException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync(Words.Text("command-cannot-listen", asked.Language, asked.Urls, taken.Message));
            return Failed;
        }

        await using (host)
        {
            await Console.Out.WriteLineAsync(Words.Text("command-serving", asked.Language, string.Join(' ', host.Addresses)));
            try
            {
                await untilStopped();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopped, as asked.
            }
        }

        return 0;
    }

    private static void ToStandardError(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true)
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
