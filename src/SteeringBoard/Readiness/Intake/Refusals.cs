using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Readiness.Intake;

/// <summary>Keeps what was refused: 64 KiB a document, 1,000 documents a body a day (contract.md, section 1).</summary>
public sealed class Refusals(IRecord record, TimeProvider time)
{
    private const int BytesADocument = 64 * 1024;
    private const int DocumentsADay = 1_000;

    private readonly ConcurrentDictionary<(string Body, DateOnly Day), int> _kept = new();

    /// <summary>Whether one more of a body may be kept today; counts it.</summary>
    internal bool MayKeep(string body)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var key = (body, today);
        if (!_kept.ContainsKey(key))
        {
            foreach (var old in _kept.Keys.Where(other => other.Day < today))
            {
                _kept.TryRemove(old, out _);
            }
            var since = new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            using var db = record.Open();
            _kept.TryAdd(key, db.Set<RefusalRow>().Count(row => row.Body == body && row.RecordedReal >= since));
        }
        return _kept.AddOrUpdate(key, 1, (_, count) => count + 1) <= DocumentsADay;
    }

    /// <summary>The newest refusals of a body, newest first.</summary>
    public async Task<IReadOnlyList<RefusalRow>> OfAsync(string body, int most, CancellationToken cancellation)
    {
        await using var db = record.Open();
        return await db.Set<RefusalRow>().AsNoTracking().Where(row => row.Body == body).OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation);
    }

    internal static RefusalRow Row(
        string? programme, IntakeSource source, DateTimeOffset? at, DateTimeOffset real, IReadOnlyList<ReadingProblem> problems, ReadOnlyMemory<byte> raw) => new()
        {
            Programme = programme,
            Body = source.Body,
            Source = source.Code,
            RecordedAt = at,
            RecordedReal = real,
            Problems = JsonSerializer.Serialize(problems.Where(problem => problem.Severity == ProblemCodes.Refused), WireJson.Options),
            Raw = raw[..Math.Min(raw.Length, BytesADocument)].ToArray(),
        };
}
