using System.Data.Common;
using SteeringBoard.Audit;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Restating;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Recording;

/// <summary>
/// The writing end of the record: one connection, one transaction at a time, the ledger row locked from its first statement to its
/// commit, so that numbers rise without gaps over all nodes. Reading goes through EF; the hot inserts are plain SQL.
/// </summary>
public abstract class RecordLog(DbConnection connection) : IAsyncDisposable
{
    private readonly List<(Entry Entry, Catalog Catalog)> _entries = [];
    private readonly HashSet<Said> _said = [];
    private int _told;
    private DbTransaction? _transaction;
    private AuditAhead? _trail;

    protected internal DbConnection Connection => connection;

    protected DbTransaction? Transaction => _transaction;

    /// <summary>Opens a transaction, locks the ledger and tells the last numbers.</summary>
    public async Task<Numbers> BeginAsync(CancellationToken cancellation)
    {
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await connection.OpenAsync(cancellation);
            Prepare();
        }
        _transaction = await BeginTransactionAsync(cancellation);
        // The heads are read once the lock is held, in the same round trip.
        await using var command = Command(
            $"""SELECT "ChangeId", "ReadingId", "VouchId" FROM "ledger" WHERE "Id" = 1{LockClause}; SELECT "Programme", "Sequence" FROM "heads" """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        var (changeId, readingId, vouchId) = (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2));
        await rows.NextResultAsync(cancellation);
        var sequences = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
        {
            sequences[rows.GetString(0)] = rows.GetInt64(1);
        }
        return new Numbers(changeId, readingId, vouchId, sequences);
    }

    /// <summary>Takes an entry into the transaction: it is written with the commit, and what is judged after it knows of it.</summary>
    /// <param name="entry">What is to be written.</param>
    /// <param name="catalog">What its places mean.</param>
    public void Add(Entry entry, Catalog catalog) => _entries.Add((entry, catalog));

    /// <summary>Whether the same reading is in the history already.</summary>
    public async Task<bool> HasAsync(int bodyId, int indicatorId, RecordedReading reading, CancellationToken cancellation)
    {
        if (IsSaid(bodyId, indicatorId, reading))
        {
            return true;
        }
        await using var command = Command(
            """
            SELECT 1 FROM "readings" WHERE "BodyId" = @body AND "IndicatorId" = @indicator AND "Item" = @item AND "Level" = @level
            AND "AsOf" = @asOf AND "Value" = @value AND "Total" = @total LIMIT 1
            """);
        Add(command, "body", bodyId);
        Add(command, "indicator", indicatorId);
        Add(command, "item", (short)reading.Item);
        Add(command, "level", (short)reading.Level);
        Add(command, "asOf", reading.ObservedAt.ToUnixTimeMilliseconds());
        Add(command, "value", reading.Value);
        Add(command, "total", reading.Total);
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <summary>The answer a key was given within the last 24 hours, with the hash of the request it answered.</summary>
    public async Task<(byte[] BodyHash, string Answer)?> AnswerAsync(string source, string key, DateTimeOffset real, CancellationToken cancellation)
    {
        if (_entries.FindLast(added => added.Entry.Answer is { } given && given.Source == source && given.Key == key).Entry?.Answer is { } answer)
        {
            return (answer.BodyHash, answer.Answer);
        }
        await using var command = Command(
            """SELECT "BodyHash", "Answer" FROM "answers" WHERE "Source" = @source AND "Key" = @key AND "GivenReal" > @since""");
        Add(command, "since", (real - AnswerRow.GoodFor).ToUnixTimeMilliseconds());
        Add(command, "source", source);
        Add(command, "key", key);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? ((byte[])row[0], row.GetString(1)) : null;
    }

    /// <summary>Writes what was added and moves the ends of spans forward; it holds once it is committed.</summary>
    public async Task WriteAsync(IReadOnlyCollection<Vouch> extended, Numbers numbers, CancellationToken cancellation)
    {
        var told = _entries.ToArray();
        _trail = new AuditAhead(connection, _transaction!, () => ToTrail(told));
        var readings = new List<(long ChangeId, Catalog Catalog, RecordedReading Reading)>();
        foreach (var (entry, catalog) in _entries)
        {
            foreach (var span in entry.Begins)
            {
                await InsertAsync(entry.Programme, span, catalog, cancellation);
            }
            if (entry.Change is { } change)
            {
                await InsertAsync(entry.Programme, change, catalog, cancellation);
                readings.AddRange(change.Readings.Select(reading => (change.Id, catalog, reading)));
            }
            if (entry.Restatement is { } restatement)
            {
                await InsertAsync(restatement, cancellation);
            }
            if (entry.Refusal is { } refusal)
            {
                await InsertAsync(refusal, cancellation);
            }
            if (entry.Answer is { } answer)
            {
                await InsertAsync(answer, cancellation);
            }
        }
        if (readings.Count > 0)
        {
            await InsertAsync(readings, cancellation);
        }
        await MoveAsync(numbers, cancellation);
        if (extended.Count > 0)
        {
            await ExtendAsync([.. extended.Select(span => span.RowId)], [.. extended.Select(span => span.Until.ToUnixTimeMilliseconds())], cancellation);
        }
    }

    /// <summary>Appends to the trail what was written and commits: when it returns it is all durable.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await _trail!.AppendAsync(cancellation);
        await _transaction!.CommitAsync(cancellation);
        await EndAsync();
    }

    /// <summary>Moves the last numbers on, in one round trip.</summary>
    private async Task MoveAsync(Numbers numbers, CancellationToken cancellation)
    {
        await using var command = Command("""UPDATE "ledger" SET "ChangeId" = @change, "ReadingId" = @reading, "VouchId" = @vouch WHERE "Id" = 1""");
        Add(command, "change", numbers.ChangeId);
        Add(command, "reading", numbers.ReadingId);
        Add(command, "vouch", numbers.VouchId);
        foreach (var (place, programme) in _entries.Select(added => added.Entry.Programme).Distinct(StringComparer.Ordinal).Index())
        {
            command.CommandText += $"""; UPDATE "heads" SET "Sequence" = @sequence{place} WHERE "Programme" = @programme{place}""";
            Add(command, $"sequence{place}", numbers.Sequence(programme));
            Add(command, $"programme{place}", programme);
        }
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static List<AuditEntry> ToTrail((Entry Entry, Catalog Catalog)[] entries)
    {
        var trail = new List<AuditEntry>(entries.Length);
        foreach (var (entry, catalog) in entries)
        {
            if (entry.Audit is { } audit)
            {
                trail.Add(entry.Change is { Readings.Count: > 0 } change ? audit with { Digest = ReadingsDigest.Of(change, catalog) } : audit);
            }
        }
        return trail;
    }

    /// <summary>Lets go of the lock without writing, and of a connection that may be broken.</summary>
    public async Task RollbackAsync(bool broken)
    {
        try
        {
            if (_transaction is not null)
            {
                await _transaction.RollbackAsync(CancellationToken.None);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or IOException)
        {
            broken = true;
        }
        await EndAsync();
        if (broken)
        {
            await connection.CloseAsync();
        }
    }

    private bool IsSaid(int bodyId, int indicatorId, RecordedReading reading)
    {
        for (; _told < _entries.Count; _told++)
        {
            var (entry, catalog) = _entries[_told];
            foreach (var said in entry.Change?.Readings ?? [])
            {
                _said.Add(new Said(catalog.Bodies[said.Cell.Body].Id, catalog.Indicators[said.Cell.Indicator].Id, said));
            }
        }
        return _said.Contains(new Said(bodyId, indicatorId, reading));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What makes a SELECT lock its row.</summary>
    protected abstract string LockClause { get; }

    /// <summary>Sets up a fresh connection.</summary>
    protected abstract void Prepare();

    protected abstract ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation);

    /// <summary>Inserts readings the fastest way the database has.</summary>
    protected abstract Task InsertAsync(
        IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, CancellationToken cancellation);

    /// <summary>Moves the ends of spans forward, in one statement: thousands of gateways stand by their values every few seconds.</summary>
    protected abstract Task ExtendAsync(long[] ids, long[] untils, CancellationToken cancellation);

    protected DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        return command;
    }

    protected static DbParameter Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private async Task InsertAsync(string programme, RecordedChange change, Catalog catalog, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO "changes" ("Id", "Programme", "Sequence", "Kind", "SourceId", "RecordedAt", "RecordedReal", "Aged")
            VALUES (@id, @programme, @sequence, @kind, @source, @at, @real, @aged)
            """);
        Add(command, "id", change.Id);
        Add(command, "programme", programme);
        Add(command, "sequence", change.Sequence).DbType = System.Data.DbType.Int64;
        Add(command, "kind", (int)change.Kind);
        Add(command, "source", change.Source);
        Add(command, "at", change.RecordedAt.ToUnixTimeMilliseconds());
        Add(command, "real", change.RecordedReal.ToUnixTimeMilliseconds());
        Add(command, "aged", change.Aged.Count == 0 ? null : SlotCodec.Write(catalog, change.Aged)).DbType = System.Data.DbType.Binary;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task InsertAsync(string programme, Vouch span, Catalog catalog, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO "vouches" ("Id", "Programme", "SourceId", "AfterChange", "Until", "RecordedFrom", "GraceMs", "Stands", "Slots")
            VALUES (@id, @programme, @source, @after, @until, @recorded, @grace, @stands, @slots)
            """);
        Add(command, "id", span.RowId);
        Add(command, "programme", programme);
        Add(command, "source", span.Source);
        Add(command, "after", span.AfterChange);
        Add(command, "until", span.Until.ToUnixTimeMilliseconds());
        Add(command, "recorded", span.RecordedFrom.ToUnixTimeMilliseconds());
        Add(command, "grace", (long)span.Grace.TotalMilliseconds);
        Add(command, "stands", span.Stands);
        Add(command, "slots", SlotCodec.Write(catalog, span.Slots));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task InsertAsync(RestatementRow restatement, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO "restatements" ("ChangeId", "Programme", "Body", "Indicator", "Was", "Total", "Reason", "ByName", "RecordedAt")
            VALUES (@change, @programme, @body, @indicator, @was, @total, @reason, @by, @at)
            """);
        Add(command, "change", restatement.ChangeId);
        Add(command, "programme", restatement.Programme);
        Add(command, "body", restatement.Body);
        Add(command, "indicator", restatement.Indicator);
        Add(command, "was", restatement.Was).DbType = System.Data.DbType.Int64;
        Add(command, "total", restatement.Total);
        Add(command, "reason", restatement.Reason);
        Add(command, "by", restatement.ByName);
        Add(command, "at", restatement.RecordedAt.ToUnixTimeMilliseconds());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task InsertAsync(RefusalRow refusal, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO "refusals" ("Programme", "Body", "Source", "RecordedAt", "RecordedReal", "Problems", "Raw")
            VALUES (@programme, @body, @source, @at, @real, @problems, @raw)
            """);
        Add(command, "programme", refusal.Programme).DbType = System.Data.DbType.String;
        Add(command, "body", refusal.Body).DbType = System.Data.DbType.String;
        Add(command, "source", refusal.Source);
        Add(command, "at", refusal.RecordedAt?.ToUnixTimeMilliseconds()).DbType = System.Data.DbType.Int64;
        Add(command, "real", refusal.RecordedReal.ToUnixTimeMilliseconds());
        Add(command, "problems", refusal.Problems);
        Add(command, "raw", refusal.Raw);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task InsertAsync(AnswerRow answer, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO "answers" ("Source", "Key", "BodyHash", "Answer", "GivenReal") VALUES (@source, @key, @hash, @answer, @real)
            ON CONFLICT ("Source", "Key") DO UPDATE SET "BodyHash" = excluded."BodyHash", "Answer" = excluded."Answer", "GivenReal" = excluded."GivenReal"
            """);
        Add(command, "source", answer.Source);
        Add(command, "key", answer.Key);
        Add(command, "hash", answer.BodyHash);
        Add(command, "answer", answer.Answer);
        Add(command, "real", answer.GivenReal.ToUnixTimeMilliseconds());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task EndAsync()
    {
        _entries.Clear();
        _said.Clear();
        _told = 0;
        _trail = null;
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }
    }

    /// <summary>What makes two readings the same.</summary>
    private readonly record struct Said(int Body, int Indicator, int Item, EvidenceLevel Level, long Value, long Total, DateTimeOffset ObservedAt)
    {
        public Said(int body, int indicator, RecordedReading reading)
            : this(body, indicator, reading.Item, reading.Level, reading.Value, reading.Total, reading.ObservedAt)
        {
        }
    }
}
