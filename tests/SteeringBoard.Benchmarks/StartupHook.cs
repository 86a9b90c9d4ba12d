using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside a real executable before its own first line, when DOTNET_STARTUP_HOOKS names this assembly: on SIGUSR1 the process
/// prints how many bytes it has allocated since its start; on SIGUSR2 it collects all garbage and prints the bytes that live on, its
/// working set and how many figures it has drawn. The runtime asks for this name and no namespace.
/// </summary>
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for it outside any namespace.")]
internal static class StartupHook
{
    private const PosixSignal User1 = (PosixSignal)10;
    private const PosixSignal User2 = (PosixSignal)12;

    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static readonly MeterListener Listener = new();
    private static int _allocatedAsked;
    private static int _stateAsked;
    private static long _drawn;

    /// <summary>The line that answers SIGUSR1.</summary>
    public static string Allocated(int answer) => string.Create(CultureInfo.InvariantCulture, $"allocated {answer}: ");

    /// <summary>The line that answers SIGUSR2.</summary>
    public static string State(int answer) => string.Create(CultureInfo.InvariantCulture, $"state {answer}: ");

    public static void Initialize()
    {
        Listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "steeringboard.figures.drawn")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        Listener.SetMeasurementEventCallback<long>((_, drawings, _, _) => Interlocked.Add(ref _drawn, drawings));
        Listener.Start();
        Answer(User1, () => Allocated(++_allocatedAsked) + GC.GetTotalAllocatedBytes(precise: true));
        Answer(User2, () =>
        {
            Collect();
            return $"{State(++_stateAsked)}{GC.GetTotalMemory(forceFullCollection: false)} {Environment.WorkingSet} {Interlocked.Read(ref _drawn)}";
        });
    }

    private static void Answer(PosixSignal signal, Func<string> line) => Registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Console.WriteLine(line());
    }));

    /// <summary>Twice: what finalizers let go is gone after the second. Aggressive, so that free memory is given back.</summary>
    private static void Collect()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
