using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SteeringBoard.Data;

namespace SteeringBoard.Audit;

/// <summary>An entry as the record keeps it: only ever added, each sealed with the hash of the one before.</summary>
public sealed class AuditRow
{
    /// <summary>Every so many entries, one is found by its time.</summary>
    internal const int Milestone = 64;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; init; }

    public DateTimeOffset AtReal { get; init; }

    /// <summary>Programme time.</summary>
    public DateTimeOffset? At { get; init; }

    public required string What { get; init; }

    public required string By { get; init; }

    public required string Role { get; init; }

    public string? ByBody { get; init; }

    public string? Programme { get; init; }

    public string? Body { get; init; }

    public string? Subject { get; init; }

    /// <summary>A list of texts, as JSON.</summary>
    public required string Details { get; init; }

    public byte[]? Digest { get; init; }

    /// <summary>See <see cref="AuditSeal"/>.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>
    /// What it is searched by, folded; empty where that is no more than its texts in lower case, as of most. It follows from the rest and is not
    /// sealed.
    /// </summary>
    public required string Search { get; init; }

    /// <summary>What it is found by.</summary>
    internal string FoundBy => Search.Length > 0 ? Search : TextsOf(By, ByBody, Body, Subject, Details).ToLowerInvariant();

    public IReadOnlyList<string> Told => JsonSerializer.Deserialize<List<string>>(Details) ?? [];

    private static AuditRow Of(AuditEntry entry, long number, ReadOnlySpan<byte> before)
    {
        var details = entry.Details.Count == 0 ? "[]" : JsonSerializer.Serialize(entry.Details, Plain);
        // Kept to the millisecond, so sealed to the millisecond.
        var (atReal, at) = (entry.AtReal.ToUnixTimeMilliseconds(), entry.At?.ToUnixTimeMilliseconds());
        return new AuditRow
        {
            Number = number,
            AtReal = DateTimeOffset.FromUnixTimeMilliseconds(atReal),
            At = at is { } moment ? DateTimeOffset.FromUnixTimeMilliseconds(moment) : null,
            What = entry.What,
            By = entry.By,
            Role = entry.Role,
            ByBody = entry.ByBody,
            Programme = entry.Programme,
            Body = entry.Body,
            Subject = entry.Subject,
            Details = details,
            Digest = entry.Digest,
            Hash = AuditSeal.Of(
                before, number, atReal, at, entry.What, entry.By, entry.Role, entry.ByBody, entry.Programme, entry.Body, entry.Subject, details, entry.Digest),
            Search = SearchOf(TextsOf(entry.By, entry.ByBody, entry.Body, entry.Subject, details)),
        };
    }

    /// <summary>Entries as rows, each sealed with the hash of the one before.</summary>
    internal static AuditRow[] Chain(IReadOnlyList<AuditEntry> entries, long number, byte[] hash)
    {
        var rows = new AuditRow[entries.Count];
        for (var place = 0; place < rows.Length; place++)
        {
            rows[place] = Of(entries[place], ++number, hash);
            hash = rows[place].Hash;
        }
        return rows;
    }

    internal byte[] SealedAfter(ReadOnlySpan<byte> before) => AuditSeal.Of(
        before, Number, AtReal.ToUnixTimeMilliseconds(), At?.ToUnixTimeMilliseconds(), What, By, Role, ByBody, Programme, Body, Subject, Details, Digest);

    internal bool IsFoundByItsText => FoundBy == Folding.Fold(TextsOf(By, ByBody, Body, Subject, Details));

    private static string SearchOf(string texts)
    {
        var (folded, lower) = (Folding.Fold(texts), texts.ToLowerInvariant());
        // What a database lowers by itself is ASCII.
        return Ascii.IsValid(texts) && folded == lower ? "" : folded;
    }

    private static string TextsOf(string by, string? byBody, string? body, string? subject, string details) => $"{by}\n{byBody}\n{body}\n{subject}\n{details}";
}

/// <summary>The one row every writer locks: the last entry of the trail.</summary>
public sealed class AuditHead
{
    public int Id { get; init; }

    public long Number { get; init; }

    public required byte[] Hash { get; init; }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
        builder.Ignore(row => row.Told);
        builder.Ignore(row => row.FoundBy);
        // What stands in an index is paid for with every write: only milestones do, and a span of time is looked for between them.
        builder.HasIndex(row => row.AtReal).HasFilter($"\"{nameof(AuditRow.Number)}\" % {AuditRow.Milestone} = 0");
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_head");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new AuditHead { Id = 1, Number = 0, Hash = AuditSeal.First });
    }
}
