using System.Collections.Immutable;
using System.Diagnostics;

namespace SteeringBoard.Operations;

/// <summary>
/// The last warnings and errors of this node's log, for the operators' page. The same said again takes the place of what was said before.
/// Of others' messages only the wording is kept, not what was filled in: that may be anything.
/// </summary>
[ProviderAlias("LastFailures")]
public sealed class LastFailures(TimeProvider time) : ILoggerProvider
{
    /// <summary>How many are kept.</summary>
    public const int Most = 50;

    private const string Own = "SteeringBoard";
    private const string Wording = "{OriginalFormat}";

    private readonly TimeProvider _time = time;
    private ImmutableList<LoggedFailure> _all = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<LoggedFailure> All => Volatile.Read(ref _all);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // They go with the process.
    }

    private void Keep(LoggedFailure failure) => ImmutableInterlocked.Update(
        ref _all,
        static (all, failure) =>
        {
            var same = all.FindIndex(other => other.Origin == failure.Origin && other.Text == failure.Text && other.Cause == failure.Cause);
            if (same >= 0)
            {
                failure = failure with { Times = all[same].Times + 1 };
                all = all.RemoveAt(same);
            }
            all = all.Insert(0, failure);
            return all.Count > Most ? all.RemoveAt(Most) : all;
        },
        failure);

    private sealed class Logger(LastFailures failures, string category) : ILogger
    {
        private readonly bool _isOwn = category == Own || category.StartsWith(Own + ".", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }
            var fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            var reference = Field(fields, "Reference");
            var text = _isOwn ? formatter(state, exception) : Field(fields, Wording) ?? "";
            failures.Keep(new LoggedFailure(
                failures._time.GetUtcNow(), logLevel >= LogLevel.Error, category[(category.LastIndexOf('.') + 1)..],
                reference is null ? text : text.Replace($" (reference {reference})", "", StringComparison.Ordinal),
                exception?.GetType().Name,
                // Where a page fails, what it shows is the id of the request's trace.
                reference ?? Activity.Current?.TraceId.ToString(), 1));
        }

        private static string? Field(IReadOnlyList<KeyValuePair<string, object?>> fields, string name)
        {
            foreach (var field in fields)
            {
                if (field.Key == name)
                {
                    return field.Value?.ToString();
                }
            }
            return null;
        }
    }
}
