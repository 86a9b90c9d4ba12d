using Microsoft.EntityFrameworkCore;
using SteeringBoard.Audit;
using SteeringBoard.Data;

namespace SteeringBoard.Readiness.Recording;

/// <summary>
/// Goes through the readings beside the trail, once and in order: each must be in the range of an entry, as it was sealed. Readings from
/// before the trail began are passed over.
/// </summary>
public sealed class ReadingsCheck : IAuditCheck, IAsyncDisposable
{
    private static readonly byte[] Another = [];

    private readonly BoardDb _db;
    private readonly IAsyncEnumerator<ReadingRow> _readings;
    private bool _begun;
    private bool _more = true;
    private long _noted;

    public ReadingsCheck(IRecord record)
    {
        _db = (record ?? throw new ArgumentNullException(nameof(record))).Open();
        _readings = _db.Set<ReadingRow>().AsNoTracking().OrderBy(row => row.Id).AsAsyncEnumerable().GetAsyncEnumerator();
    }

    public string? Untold => _begun && _more && _readings.Current.Id <= _noted ? $"readings {_readings.Current.Id}" : null;

    public async Task BeginAsync(CancellationToken cancellation) =>
        _noted = await _db.Set<ReadingRow>().MaxAsync(row => (long?)row.Id, cancellation) ?? 0;

    /// <summary>The digest of the readings an entry tells of as they stand now; none for an entry of something else.</summary>
    public async Task<byte[]?> DigestAsync(AuditRow row, CancellationToken cancellation)
    {
        if (ReadingsAudit.RangeOf(row) is not var (first, last))
        {
            return null;
        }
        if (!_begun)
        {
            _more = await _readings.MoveNextAsync();
            // They are numbered from 1.
            while (_more && _readings.Current.Id > 0 && _readings.Current.Id < first)
            {
                _more = await _readings.MoveNextAsync();
            }
            _begun = true;
        }
        if (_more && _readings.Current.Id < first)
        {
            // Nobody is on record as having brought it.
            return Another;
        }
        var rows = new List<ReadingRow>();
        while (_more && _readings.Current.Id <= last)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(_readings.Current);
            _more = await _readings.MoveNextAsync();
        }
        return ReadingsDigest.Of(rows);
    }

    public async ValueTask DisposeAsync()
    {
        await _readings.DisposeAsync();
        await _db.DisposeAsync();
    }
}
