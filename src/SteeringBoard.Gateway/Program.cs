using System.Runtime.InteropServices;
using SteeringBoard.Gateway.Commands;

namespace SteeringBoard.Gateway;

/// <summary>The executable a province runs. (Named, so that it does not meet the board's own entry point.)</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await GatewayCommand.RunAsync(args, TimeProvider.System, stop.Token);
    }
}
