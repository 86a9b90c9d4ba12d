using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SteeringBoard.Access;

namespace SteeringBoard.Directives;

/// <summary>A directive as somebody wrote it here. Rows are only added: what is amended stays readable as it was.</summary>
public sealed record DirectiveVersion
{
    private static readonly JsonSerializerOptions Written = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The record's own number: rises in the order of commits, over all programmes.</summary>
    public long Id { get; init; }

    public required string Programme { get; init; }

    public required string Code { get; init; }

    /// <summary>From 1, without gaps, per directive. What a document issued comes before version 1.</summary>
    public required int Number { get; init; }

    public required DirectiveStage Stage { get; init; }

    /// <summary>The <see cref="Directive"/> in full, as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Why it was amended; empty for a draft and its publication.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who wrote it, as <see cref="Actor"/> tells.</summary>
    public required string ByName { get; init; }

    public required ActorRole ByRole { get; init; }

    /// <summary>Programme time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset AtReal { get; init; }

    /// <summary>The directive it holds.</summary>
    public Directive Read() => JsonSerializer.Deserialize<Directive>(Content, Written)!;

    /// <summary>A directive as it is kept.</summary>
    public static string Write(Directive directive) => JsonSerializer.Serialize(directive, Written);
}

/// <summary>Whether a directive binds anybody yet.</summary>
public enum DirectiveStage
{
    Draft,
    Published,
}
