using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Readiness.Intake;

/// <summary>Keeps what was refused: 64 KiB a document and 64 KiB of reasons, 1,000 documents a body a day (contract.md, section 1).</summary>
public sealed class Refusals(IRecord record, TimeProvider time)
{
    /// <summary>The last problem kept of a document where there were more than there is room for: how many more.</summary>
    internal const string More = "more-refused";

    private const int BytesADocument = 64 * 1024;
    private const int LettersATold = 500;
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

    /// <param name="programme">Its code; none where the document named none.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="at">Programme time.</param>
    /// <param name="real">Real time.</param>
    /// <param name="faults">Why, in document order.</param>
    /// <param name="raw">The document as it came.</param>
    internal static RefusalRow Row(
        string? programme, IntakeSource source, DateTimeOffset? at, DateTimeOffset real, IEnumerable<Fault> faults, ReadOnlyMemory<byte> raw) => new()
        {
            Programme = programme,
            Body = source.Body,
            Source = source.Code,
            RecordedAt = at,
            RecordedReal = real,
            Problems = Told(faults),
            Raw = raw[..Math.Min(raw.Length, BytesADocument)].ToArray(),
        };

    /// <summary>What a row keeps of problems.</summary>
    public static IReadOnlyList<KeptProblem> Kept(string problems) => JsonSerializer.Deserialize<List<KeptProblem>>(problems, WireJson.Options) ?? [];

    /// <summary>The first problems, as many as there is room for, and then how many more: fifty thousand can be wrong in one document.</summary>
    private static string Told(IEnumerable<Fault> faults)
    {
        var (told, bytes, left) = (new List<string>(), 0, 0);
        foreach (var fault in faults)
        {
            if (left == 0)
            {
                told.Add(Kept(fault));
                bytes += Encoding.UTF8.GetByteCount(told[^1]) + 1;
                if (bytes <= BytesADocument)
                {
                    continue;
                }
                told.RemoveAt(told.Count - 1);
            }
            left++;
        }
        if (left > 0)
        {
            told.Add(Kept(new Fault(-1, null, null, More, left)));
        }
        return $"[{string.Join(',', told)}]";
    }

    /// <summary>What a document names can be as long as the document.</summary>
    private static string Kept(Fault fault) => JsonSerializer.Serialize(
        new KeptProblem(fault.Index, Cut(fault.Body), Cut(fault.Indicator), fault.Code, [.. fault.Details.Select(ProblemTexts.Plain).Select(detail => detail is string text ? Cut(text)! : detail)]),
        WireJson.Options);

    private static string? Cut(string? text) => text is { Length: > LettersATold } ? $"{text.AsSpan(0, LettersATold)}…" : text;
}
