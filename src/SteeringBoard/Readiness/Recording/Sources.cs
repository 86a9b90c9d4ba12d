using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Readiness.Recording;

/// <summary>Who speaks, by number: a reading names its source by it.</summary>
public sealed class Sources(IRecord record)
{
    private readonly ConcurrentDictionary<string, int> _byCode = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, SourceRow> _byId = new();

    /// <summary>The number of a source, given on first use.</summary>
    public async ValueTask<int> NumberAsync(string code, string kind, CancellationToken cancellation)
    {
        if (_byCode.TryGetValue(code, out var known))
        {
            return known;
        }
        await using var db = record.Open();
        var row = await db.Set<SourceRow>().AsNoTracking().FirstOrDefaultAsync(source => source.Code == code, cancellation);
        if (row is null)
        {
            row = new SourceRow { Code = code, Kind = kind };
            db.Add(row);
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException)
            {
                // Another node named it in the same moment.
                await using var other = record.Open();
                row = await other.Set<SourceRow>().AsNoTracking().FirstAsync(source => source.Code == code, cancellation);
            }
        }
        _byId[row.Id] = row;
        return _byCode[code] = row.Id;
    }

    /// <summary>What kind of source it is, as the wire says: <c>gateway</c>, <c>push</c>, <c>report</c>, <c>seed</c>, <c>sum</c>.</summary>
    public string Kind(int number)
    {
        if (number == Rules.LevelReading.Sum)
        {
            return "sum";
        }
        if (_byId.TryGetValue(number, out var row))
        {
            return row.Kind;
        }
        using var db = record.Open();
        var found = db.Set<SourceRow>().AsNoTracking().FirstOrDefault(source => source.Id == number);
        return found is null ? "unknown" : _byId.GetOrAdd(number, found).Kind;
    }

    /// <summary>The code of a source.</summary>
    public string Code(int number) => Kind(number) is "sum" ? "sum" : _byId.TryGetValue(number, out var row) ? row.Code : "unknown";
}
