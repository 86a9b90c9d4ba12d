using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SteeringBoard.Audit;
using SteeringBoard.Bodies;
using SteeringBoard.Data;
using SteeringBoard.Directives;
using SteeringBoard.Programmes;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Recording;

namespace SteeringBoard.Seed;

/// <summary>Which seed the record holds.</summary>
public sealed class SeedMark
{
    public int Id { get; init; }

    /// <summary>SHA-256 over every file of the folder.</summary>
    public required byte[] Hash { get; set; }
}

internal sealed class SeedMarkConfiguration : IEntityTypeConfiguration<SeedMark>
{
    public void Configure(EntityTypeBuilder<SeedMark> builder)
    {
        builder.ToTable("seed");
        builder.Property(mark => mark.Id).ValueGeneratedNever();
    }
}

/// <summary>Brings the seed into the record: all of it or nothing; the same seed again changes nothing.</summary>
public sealed class SeedLoad(IRecord record, TimeProvider time)
{
    /// <summary>Loads a folder, unless the record holds it already.</summary>
    /// <exception cref="SeedException">A row is wrong; it names file, row and reason.</exception>
    public async Task RunAsync(string folder, CancellationToken cancellation)
    {
        var hash = Hash(folder);
        await using var db = record.Open();
        var mark = await db.Set<SeedMark>().FindAsync([1], cancellation);
        if (mark is not null && mark.Hash.AsSpan().SequenceEqual(hash))
        {
            return;
        }
        var seed = Read(folder);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var hasRealCommunes = await db.Set<Body>().AnyAsync(body => body.Kind == BodyKind.Commune && !body.Simulated, cancellation);

        await PutAsync(db, seed.BodySets, set => set.Code, (_, fresh) => fresh, cancellation);
        await PutAsync(
            db, seed.Bodies.Where(body => !hasRealCommunes || body.Kind != BodyKind.Commune), body => (body.Set, body.Code),
            (kept, fresh) => fresh with { Id = kept.Id }, cancellation);
        await PutAsync(db, seed.Programmes, programme => programme.Code, (_, fresh) => fresh, cancellation);
        await PutAsync(
            db, seed.Indicators, indicator => (indicator.Programme, indicator.Code), (kept, fresh) => fresh with { Id = kept.Id }, cancellation);
        await PutAsync(db, seed.Directives, directive => (directive.Programme, directive.Code), (_, fresh) => fresh, cancellation);
        await db.Set<DenominatorRow>().ExecuteDeleteAsync(cancellation);
        db.AddRange(seed.Denominators.Where(row => row.Item is null).Select(row => new DenominatorRow
        {
            Programme = row.Programme,
            Body = row.Body,
            Indicator = row.Indicator,
            Fixed = row.Total.Fixed,
            PerCommune = row.Total.PerCommune,
            Simulated = row.Simulated,
            Source = row.Source,
        }));
        foreach (var programme in seed.Programmes)
        {
            if (await db.Set<HeadRow>().FindAsync([programme.Code], cancellation) is null)
            {
                db.Add(new HeadRow { Programme = programme.Code });
            }
        }
        if (mark is null)
        {
            db.Add(new SeedMark { Id = 1, Hash = hash });
        }
        else
        {
            mark.Hash = hash;
        }
        await db.SaveChangesAsync(cancellation);
        await AuditTrail.AppendAsync(db, [new AuditEntry("seed.loaded", "seed", time.GetUtcNow()) { Details = [Convert.ToHexStringLower(hash)] }], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Reads and checks a folder without a record.</summary>
    /// <exception cref="SeedException">A row is wrong; it names file, row and reason.</exception>
    public static SeedData Read(string folder)
    {
        var outcome = SeedFolder.Read(folder);
        return outcome.IsWhole ? outcome.Value : throw new SeedException(outcome.Faults);
    }

    /// <summary>Takes the real commune-level bodies of a set in place of the simulated ones.</summary>
    /// <exception cref="SeedException">A row is wrong; it names file, row and reason.</exception>
    public async Task<int> ImportBodiesAsync(string file, string set, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var bodies = await db.Set<Body>().AsNoTracking().Where(body => body.Set == set).ToListAsync(cancellation);
        var outcome = BodyFile.Read(file, bodies);
        if (!outcome.IsWhole)
        {
            throw new SeedException(outcome.Faults);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<Body>().Where(body => body.Set == set && body.Kind == BodyKind.Commune && body.Simulated).ExecuteDeleteAsync(cancellation);
        await PutAsync(db, outcome.Value, body => (body.Set, body.Code), (kept, fresh) => fresh with { Id = kept.Id }, cancellation);
        await db.SaveChangesAsync(cancellation);
        var count = outcome.Value.Count.ToString(CultureInfo.InvariantCulture);
        await AuditTrail.AppendAsync(
            db, [new AuditEntry("bodies.imported", "import bodies", time.GetUtcNow()) { Details = [count, set, Path.GetFileName(file)] }], cancellation);
        await transaction.CommitAsync(cancellation);
        return outcome.Value.Count;
    }

    /// <summary>Adds what is new and writes over what is there, by key.</summary>
    private static async Task PutAsync<T, TKey>(
        BoardDb db, IEnumerable<T> rows, Func<T, TKey> key, Func<T, T, T> over, CancellationToken cancellation)
        where T : class
        where TKey : notnull
    {
        var kept = await db.Set<T>().AsNoTracking().ToDictionaryAsync(key, cancellation);
        foreach (var row in rows)
        {
            if (kept.TryGetValue(key(row), out var old))
            {
                db.Update(over(old, row));
            }
            else
            {
                db.Add(row);
            }
        }
    }

    private static byte[] Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>Rows of a seed or an import are wrong; nothing was loaded.</summary>
public sealed class SeedException(IReadOnlyList<SeedFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(fault => fault.ToString())))
{
    public IReadOnlyList<SeedFault> Faults => faults;
}
