using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the board's real executable before its own first line, when DOTNET_STARTUP_HOOKS names this assembly: on SIGUSR1 the
/// process prints how many bytes it has allocated since its start. The runtime asks for this name and no namespace.
/// </summary>
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for it outside any namespace.")]
internal static class StartupHook
{
    private const PosixSignal User1 = (PosixSignal)10;

    private static PosixSignalRegistration? _registration;
    private static int _asked;

    /// <summary>The line of an answer.</summary>
    public static string Prefix(int answer) => string.Create(CultureInfo.InvariantCulture, $"allocated {answer}: ");

    public static void Initialize() => _registration = PosixSignalRegistration.Create(User1, context =>
    {
        context.Cancel = true;
        Console.WriteLine(Prefix(Interlocked.Increment(ref _asked)) + GC.GetTotalAllocatedBytes(precise: true));
    });
}
