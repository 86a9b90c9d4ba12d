using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Gateway;

/// <summary>The gateway as a province runs it.</summary>
public sealed class GatewayCommandTests
{
    [Theory]
    [InlineData("--from FILE or --scenario FOLDER", "")]
    [InlineData("--from FILE or --scenario FOLDER", "--token x")]
    [InlineData("no option “--fron”", "--fron x")]
    [InlineData("--from needs a value", "--from")]
    [InlineData("no such file or folder: /no/such.csv", "--from /no/such.csv --programme p --body 79")]
    [InlineData("--programme and --body are needed", "--from /tmp")]
    [InlineData("--seed does not go with --from", "--from /tmp --programme p --body 79 --seed 1")]
    [InlineData("“79=sleepy” is not a value of --fault", "--scenario /tmp --fault 79=sleepy")]
    [InlineData("“soon” is not a value of --start", "--scenario /tmp --start soon")]
    [InlineData("The scenario cannot be read", "--scenario /tmp")]
    public async Task Wrong_arguments_are_told_and_end_it(string expected, string arguments)
    {
        using var gateway = Start(arguments + " --lang en");
        var error = await gateway.StandardError.ReadToEndAsync();
        await gateway.WaitForExitAsync();
        Assert.Equal(2, gateway.ExitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi", "chỉ tiêu           bắt buộc")]
    [InlineData("en", "--from FILE")]
    [InlineData("fr", "--from FICHIER")]
    public async Task Help_tells_all_in_three_languages(string language, string expected)
    {
        using var gateway = Start($"--help --lang {language}");
        var help = await gateway.StandardOutput.ReadToEndAsync();
        await gateway.WaitForExitAsync();
        Assert.Equal(0, gateway.ExitCode);
        Assert.Contains(expected, help, StringComparison.Ordinal);
        string[] options =
            ["--programme", "--body", "--token", "--urls", "--scenario", "--bodies", "--seed", "--start", "--speed", "--fault", "jump-back"];
        foreach (var option in options)
        {
            Assert.Contains(option, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var gateway = Start($"--scenario {GoLive.SeedData} --lang en --urls http://{taken.LocalEndpoint}");
        var error = await gateway.StandardError.ReadToEndAsync();
        await gateway.WaitForExitAsync();
        Assert.Equal(1, gateway.ExitCode);
        Assert.Contains("Cannot listen at", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_is_served_under_each_code_until_it_is_stopped()
    {
        using var gateway = Start($"--scenario {GoLive.SeedData} --seed 7 --speed 0 --fault 79=errors --lang en --urls http://127.0.0.1:0");
        try
        {
            var line = await gateway.StandardOutput.ReadLineAsync();
            var address = line!.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal));
            using var http = new HttpClient { BaseAddress = new Uri(address) };

            var document = await http.GetFromJsonAsync<ReadinessDocument>($"01/readiness/v1/{GoLive.Programme}", WireJson.Options);
            Assert.Equal(("01", GoLive.At("06-24 08:00")), (document!.Body, document.AsOf));
            using var failing = await http.GetAsync($"79/readiness/v1/{GoLive.Programme}");
            Assert.Equal(500, (int)failing.StatusCode);

            using var kill = Process.Start("kill", $"-TERM {gateway.Id}");
            await gateway.WaitForExitAsync();
            Assert.Equal(0, gateway.ExitCode);
        }
        finally
        {
            if (!gateway.HasExited)
            {
                gateway.Kill();
            }
        }
    }

    private static Process Start(string arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", $"{Path.Combine(AppContext.BaseDirectory, "SteeringBoard.Gateway.dll")} {arguments}")
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
