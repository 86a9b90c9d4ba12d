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

    /// <summary>What it is searched by, folded; it follows from the rest and is not sealed.</summary>
    public required string Search { get; init; }

    public IReadOnlyList<string> Told => JsonSerializer.Deserialize<List<string>>(Details) ?? [];

    internal static AuditRow Of(AuditEntry entry, long number, ReadOnlySpan<byte> before)
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
            Search = SearchOf(entry.By, entry.ByBody, entry.Body, entry.Subject, details),
        };
    }

    internal byte[] SealedAfter(ReadOnlySpan<byte> before) => AuditSeal.Of(
        before, Number, AtReal.ToUnixTimeMilliseconds(), At?.ToUnixTimeMilliseconds(), What, By, Role, ByBody, Programme, Body, Subject, Details, Digest);

    internal bool IsFoundByItsText => Search == SearchOf(By, ByBody, Body, Subject, Details);

    private static string SearchOf(string by, string? byBody, string? body, string? subject, string details) =>
        Folding.Fold($"{by}\n{byBody}\n{body}\n{subject}\n{details}");
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
        builder.HasIndex(row => row.AtReal);
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_head");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new AuditHead { Id = 1, Number = 0, Hash = AuditSeal.First });
    }
}
