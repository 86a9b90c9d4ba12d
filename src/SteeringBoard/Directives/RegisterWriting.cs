using SteeringBoard.Audit;
using SteeringBoard.Data;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Telemetry;

namespace SteeringBoard.Directives;

/// <summary>
/// The one way into the register: what is written is judged against all that was committed before it, on whatever node, then committed,
/// and only then moves the register on. Other nodes follow the record by <see cref="RegisterFollowing"/>.
/// </summary>
public sealed class RegisterWriting(IRecord record, DirectiveRegister register) : IDisposable
{
    private const int WritersLock = 5081;

    private readonly OneWriter _one = new(record, WritersLock);

    /// <summary>Judges against the newest register and commits what the judgement gives, all of it or nothing.</summary>
    /// <param name="judge">Gives the rows to commit, none for a refusal, and what to answer.</param>
    /// <param name="cancellation">Ends the wait; what is committed stays.</param>
    internal Task<TAnswer> WriteAsync<TAnswer>(Func<(IReadOnlyList<object> Rows, TAnswer Answer)> judge, CancellationToken cancellation) =>
        _one.WriteAsync<TAnswer>(
            async db =>
            {
                await register.CatchUpAsync(db, cancellation);
                var (rows, answer) = judge();
                return (rows, [.. rows.Select(RegisterAudit.Of)], answer);
            },
            Take,
            cancellation);

    /// <summary>Takes in what other nodes have committed.</summary>
    internal Task FollowAsync(CancellationToken cancellation) => _one.ReadAsync(db => register.CatchUpAsync(db, cancellation), cancellation);

    public void Dispose() => _one.Dispose();

    private void Take(object row)
    {
        switch (row)
        {
            case DirectiveVersion version:
                register.Take(version);
                break;
            case AssignmentUpdate update:
                register.Take(update);
                break;
            case Accountable named:
                register.Take(named);
                break;
            default:
                throw new ArgumentException($"{row.GetType().Name} is no row of the register", nameof(row));
        }
    }
}

/// <summary>Takes in once a second what other nodes have written: three look-ups by primary key, which cost less than a bus of its own would.</summary>
internal sealed partial class RegisterFollowing(RegisterWriting writing, TimeProvider time, ILogger<RegisterFollowing> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var failing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await writing.FollowAsync(stoppingToken);
                    failing = false;
                }
                catch (Exception error) when (Outage.Is(error))
                {
                    if (!failing)
                    {
                        Log.NotFollowed(logger, error, Reference.New());
                    }
                    failing = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What other nodes wrote of directives could not be taken in; tried again each second (reference {Reference})")]
        public static partial void NotFollowed(ILogger logger, Exception error, string reference);
    }
}
