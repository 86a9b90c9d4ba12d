using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>A program run as a child: its output is kept, and it never outlives the tests.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<int, ChildProcess> Living = new();

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly string _name;

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var child in Living.Values)
        {
            child.Kill();
        }
    };

    private ChildProcess(ProcessStartInfo start)
    {
        _name = Path.GetFileName(start.FileName);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        Living[_process.Id] = this;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time of the process so far, user and system.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Everything it wrote so far, to both streams.</summary>
    public string Output => string.Join('\n', _lines);

    public static ChildProcess Start(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    /// <summary>The first line it wrote, or will write, that is wanted; fails with its output when it ends without one.</summary>
    public Task<string> LineAsync(Predicate<string> wanted, string what, TimeSpan? within = null)
    {
        var ended = false;
        return Eventually.GetAsync(
            () =>
            {
                // Looked at before the lines: what a process wrote before it ended is still read.
                ended = HasExited;
                if (ended)
                {
                    _process.WaitForExit();
                }

                var line = _lines.FirstOrDefault(line => wanted(line));
                return line is null && ended
                    ? throw new ChildProcessException($"{_name} ended with {_process.ExitCode} before {what}:\n{Output}")
                    : Task.FromResult(line);
            },
            $"{what} of {_name}",
            within);
    }

    /// <summary>Waits for it to end by itself, and gives its exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(within ?? Eventually.Patience);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new ChildProcessException($"{_name} did not end:\n{Output}");
        }
    }

    /// <summary>Sends a signal of the system; one that has ended gets nothing.</summary>
    public void Send(Signal signal)
    {
        if (!HasExited)
        {
            _ = Posix.Kill(Id, (int)signal);
        }
    }

    /// <summary>Ends it and its children as a power cut would (SIGKILL), and waits until it is gone.</summary>
    public void Kill()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(Eventually.Patience);
        }

        Living.TryRemove(Id, out _);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }

    private static class Posix
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Kill(int process, int signal);
    }
}

/// <summary>The signals tests send, by their numbers on Linux.</summary>
public enum Signal
{
    Interrupt = 2,
    User1 = 10,
    User2 = 12,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>A child ended, or did not end, against expectation.</summary>
public sealed class ChildProcessException(string message) : Exception(message);
