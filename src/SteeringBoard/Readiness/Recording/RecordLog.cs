using System.Data;
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
    /// <summary>Readings in a commit from which another way of writing them is worth its start.</summary>
    protected const int Many = 256;

    private readonly List<(Entry Entry, Catalog Catalog)> _entries = [];
    private readonly HashSet<Said> _said = [];
    private int _told;
    private DbTransaction? _transaction;
    private AuditHead? _head;

    protected internal DbConnection Connection => connection;

    protected DbTransaction? Transaction => _transaction;

    /// <summary>Opens a transaction, locks the ledger and tells the last numbers.</summary>
    public async Task<Numbers> BeginAsync(CancellationToken cancellation)
    {
        if (connection.State != ConnectionState.Open)
        {
            await connection.OpenAsync(cancellation);
            Prepare();
        }
        _transaction = await BeginTransactionAsync(cancellation);
        // The heads are read once the lock is held, in the same round trip; others may still append to the trail.
        await using var command = Command(
            $"""
            SELECT "ChangeId", "ReadingId", "VouchId" FROM "ledger" WHERE "Id" = 1{LockClause};
            SELECT "Programme", "Sequence" FROM "heads";
            {AuditTrail.ReadHead}
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        var (changeId, readingId, vouchId) = (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2));
        await rows.NextResultAsync(cancellation);
        var sequences = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
        {
            sequences[rows.GetString(0)] = rows.GetInt64(1);
        }
        await rows.NextResultAsync(cancellation);
        await rows.ReadAsync(cancellation);
        _head = new AuditHead { Number = rows.GetInt64(0), Hash = (byte[])rows[1] };
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

    /// <summary>Writes what was added with its entries in the trail, and moves the ends of spans forward; it holds once it is committed.</summary>
    public async Task WriteAsync(IReadOnlyCollection<Vouch> extended, Numbers numbers, CancellationToken cancellation)
    {
        var told = _entries.ToArray();
        var count = told.Sum(added => added.Entry.Change?.Readings.Count ?? 0);
        var trail = new AuditAhead(_head!, () => ToTrail(told), apart: count >= Many);
        var readings = new List<(long ChangeId, Catalog Catalog, RecordedReading Reading)>(count);
        foreach (var (entry, catalog) in _entries)
        {
            foreach (var span in entry.Begins)
            {
                Insert(entry.Programme, span, catalog);
            }
            if (entry.Change is { } change)
            {
                Insert(entry.Programme, change, catalog);
                readings.AddRange(change.Readings.Select(reading => (change.Id, catalog, reading)));
            }
            if (entry.Restatement is { } restatement)
            {
                Insert(restatement);
            }
            if (entry.Refusal is { } refusal)
            {
                Insert(refusal);
            }
            if (entry.Answer is { } answer)
            {
                Insert(answer);
            }
        }
        if (readings.Count > 0)
        {
            await InsertAsync(readings, cancellation);
        }
        Move(numbers);
        if (extended.Count > 0)
        {
            Extend([.. extended.Select(span => span.RowId)], [.. extended.Select(span => span.Until.ToUnixTimeMilliseconds())]);
        }
        await SendAsync(trail, cancellation);
    }

    /// <summary>Commits: when it returns all that was written is durable.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await _transaction!.CommitAsync(cancellation);
        await EndAsync();
    }

    private void Move(Numbers numbers)
    {
        Write(
            """UPDATE "ledger" SET "ChangeId" = @change, "ReadingId" = @reading, "VouchId" = @vouch WHERE "Id" = 1""",
            Parameter("change", numbers.ChangeId), Parameter("reading", numbers.ReadingId), Parameter("vouch", numbers.VouchId));
        foreach (var programme in _entries.Select(added => added.Entry.Programme).Distinct(StringComparer.Ordinal))
        {
            Write(
                """UPDATE "heads" SET "Sequence" = @sequence WHERE "Programme" = @programme""",
                Parameter("sequence", numbers.Sequence(programme)), Parameter("programme", programme));
        }
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

    /// <summary>Writes a statement; it has run once all are sent.</summary>
    protected abstract void Write(string sql, params ReadOnlySpan<DbParameter> parameters);

    /// <summary>Sends what was written, with its entries in the trail.</summary>
    private protected abstract Task SendAsync(AuditAhead trail, CancellationToken cancellation);

    /// <summary>Inserts readings the fastest way the database has.</summary>
    protected abstract Task InsertAsync(
        IReadOnlyList<(long ChangeId, Catalog Catalog, RecordedReading Reading)> readings, CancellationToken cancellation);

    /// <summary>Moves the ends of spans forward, in one statement: thousands of gateways stand by their values every few seconds.</summary>
    protected abstract void Extend(long[] ids, long[] untils);

    protected DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        return command;
    }

    protected DbParameter Add(DbCommand command, string name, object? value)
    {
        var parameter = Parameter(name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <param name="name">Its name in the statement.</param>
    /// <param name="value">Its value; <see langword="null"/> needs a type.</param>
    /// <param name="type">What it is where the value may be missing.</param>
    protected abstract DbParameter Parameter(string name, object? value, DbType? type = null);

    private void Insert(string programme, RecordedChange change, Catalog catalog)
    {
        Write(
            """
            INSERT INTO "changes" ("Id", "Programme", "Sequence", "Kind", "SourceId", "RecordedAt", "RecordedReal", "Aged")
            VALUES (@id, @programme, @sequence, @kind, @source, @at, @real, @aged)
            """,
            Parameter("id", change.Id),
            Parameter("programme", programme),
            Parameter("sequence", change.Sequence, DbType.Int64),
            Parameter("kind", (int)change.Kind),
            Parameter("source", change.Source),
            Parameter("at", change.RecordedAt.ToUnixTimeMilliseconds()),
            Parameter("real", change.RecordedReal.ToUnixTimeMilliseconds()),
            Parameter("aged", change.Aged.Count == 0 ? null : SlotCodec.Write(catalog, change.Aged), DbType.Binary));
    }

    private void Insert(string programme, Vouch span, Catalog catalog)
    {
        Write(
            """
            INSERT INTO "vouches" ("Id", "Programme", "SourceId", "AfterChange", "Until", "RecordedFrom", "GraceMs", "Stands", "Slots")
            VALUES (@id, @programme, @source, @after, @until, @recorded, @grace, @stands, @slots)
            """,
            Parameter("id", span.RowId),
            Parameter("programme", programme),
            Parameter("source", span.Source),
            Parameter("after", span.AfterChange),
            Parameter("until", span.Until.ToUnixTimeMilliseconds()),
            Parameter("recorded", span.RecordedFrom.ToUnixTimeMilliseconds()),
            Parameter("grace", (long)span.Grace.TotalMilliseconds),
            Parameter("stands", span.Stands),
            Parameter("slots", SlotCodec.Write(catalog, span.Slots)));
    }

    private void Insert(RestatementRow restatement)
    {
        Write(
            """
            INSERT INTO "restatements" ("ChangeId", "Programme", "Body", "Indicator", "Was", "Total", "Reason", "ByName", "RecordedAt")
            VALUES (@change, @programme, @body, @indicator, @was, @total, @reason, @by, @at)
            """,
            Parameter("change", restatement.ChangeId),
            Parameter("programme", restatement.Programme),
            Parameter("body", restatement.Body),
            Parameter("indicator", restatement.Indicator),
            Parameter("was", restatement.Was, DbType.Int64),
            Parameter("total", restatement.Total),
            Parameter("reason", restatement.Reason),
            Parameter("by", restatement.ByName),
            Parameter("at", restatement.RecordedAt.ToUnixTimeMilliseconds()));
    }

    private void Insert(RefusalRow refusal)
    {
        Write(
            """
            INSERT INTO "refusals" ("Programme", "Body", "Source", "RecordedAt", "RecordedReal", "Problems", "Raw")
            VALUES (@programme, @body, @source, @at, @real, @problems, @raw)
            """,
            Parameter("programme", refusal.Programme, DbType.String),
            Parameter("body", refusal.Body, DbType.String),
            Parameter("source", refusal.Source),
            Parameter("at", refusal.RecordedAt?.ToUnixTimeMilliseconds(), DbType.Int64),
            Parameter("real", refusal.RecordedReal.ToUnixTimeMilliseconds()),
            Parameter("problems", refusal.Problems),
            Parameter("raw", refusal.Raw));
    }

    private void Insert(AnswerRow answer)
    {
        Write(
            """
            INSERT INTO "answers" ("Source", "Key", "BodyHash", "Answer", "GivenReal") VALUES (@source, @key, @hash, @answer, @real)
            ON CONFLICT ("Source", "Key") DO UPDATE SET "BodyHash" = excluded."BodyHash", "Answer" = excluded."Answer", "GivenReal" = excluded."GivenReal"
            """,
            Parameter("source", answer.Source),
            Parameter("key", answer.Key),
            Parameter("hash", answer.BodyHash),
            Parameter("answer", answer.Answer),
            Parameter("real", answer.GivenReal.ToUnixTimeMilliseconds()));
    }

    private async Task EndAsync()
    {
        _entries.Clear();
        _said.Clear();
        _told = 0;
        _head = null;
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
