using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Intake;

/// <summary>
/// Reads a readiness document and checks all that can be checked without the board's values (contract.md, section 1). One bad reading
/// never costs the good ones beside it.
/// </summary>
internal static class DocumentReader
{
    /// <summary>How far ahead of the programme's clock an instant may be.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private const int MaxDepth = 16;

    /// <summary>Why the whole document is refused: status, code and what the message names.</summary>
    public sealed class Refused(int status, string code, params object[] details) : Exception
    {
        public int Status => status;

        public string Code => code;

        public override string Message => $"the document is refused whole: {code}";

        public object[] Details => details;
    }

    /// <exception cref="Refused">The document is refused whole.</exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, IntakeSource source, Boards boards)
    {
        using var json = Parse(bytes);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "contract") != ReadinessDocument.ContractName)
        {
            throw new Refused(StatusCodes.Status422UnprocessableEntity, ProblemCodes.ContractNotSupported, ReadinessDocument.ContractName);
        }
        if (boards.Find(Text(root, "programme")) is not { } board)
        {
            throw new Refused(StatusCodes.Status404NotFound, ProblemCodes.UnknownProgramme, Text(root, "programme") ?? "");
        }
        var catalog = board.Current.Catalog;
        if (Text(root, "body") is not { } body || body != source.Body || catalog.BodyPlace(body) is not { } place)
        {
            throw new Refused(StatusCodes.Status403Forbidden, ProblemCodes.BodyNotYours, Text(root, "body") ?? "", source.Body);
        }
        if (!TryGet(root, "readings", out var readings) || readings.ValueKind != JsonValueKind.Array)
        {
            throw new Refused(StatusCodes.Status422UnprocessableEntity, ProblemCodes.MalformedDocument, "readings");
        }
        var count = readings.GetArrayLength();
        if (count > ReadinessDocument.MaxReadings)
        {
            throw new Refused(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, ReadinessDocument.MaxReadings);
        }

        var asOf = Instant(Text(root, "asOf"));
        var reader = new ReadingReader(catalog, source, place, asOf, board.Clock.GetUtcNow(), count);
        var read = new ReadDocument(board, asOf, new List<Candidate>(count), []);
        var index = 0;
        foreach (var reading in readings.EnumerateArray())
        {
            reader.Read(reading, index++, read);
        }
        return read;
    }

    /// <summary>A string without escaped NUL or lone surrogates; none for anything else.</summary>
    public static string? Text(JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind == JsonValueKind.String ? Text(value) : null;

    /// <summary>A field by name, the last where it is there twice. A name that is no text, such as a lone surrogate, is nobody's field.</summary>
    public static bool TryGet(JsonElement parent, string name, out JsonElement value)
    {
        try
        {
            return parent.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            foreach (var property in parent.EnumerateObject())
            {
                if (Name(property) == name)
                {
                    value = property.Value;
                }
            }
            return value.ValueKind != JsonValueKind.Undefined;
        }
    }

    /// <summary>The name of a field; none for one that is no text.</summary>
    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate has no UTF-16 text.
            return null;
        }
    }

    /// <summary>An RFC 3339 instant with its offset, to the millisecond; none for anything else.</summary>
    public static DateTimeOffset? Instant(string? text)
    {
        if (text is null || !HasOffset(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return null;
        }
        return DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
    }

    private static bool HasOffset(string text) =>
        text.Length >= 17 && text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' '
        && (text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-'));

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length > ReadinessDocument.MaxBytes)
        {
            throw new Refused(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, ReadinessDocument.MaxBytes);
        }
        if (span.StartsWith("\uFEFF"u8))
        {
            throw new Refused(StatusCodes.Status400BadRequest, ProblemCodes.NotJson, 0);
        }
        if (span.IndexOf((byte)0) is >= 0 and var nul)
        {
            throw new Refused(StatusCodes.Status400BadRequest, ProblemCodes.NotJson, nul);
        }
        if (!Utf8.IsValid(span))
        {
            throw new Refused(StatusCodes.Status400BadRequest, ProblemCodes.NotJson, FirstInvalid(span));
        }
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException error)
        {
            throw new Refused(StatusCodes.Status400BadRequest, ProblemCodes.NotJson, Position(bytes.Span, error));
        }
    }

    private static long Position(ReadOnlySpan<byte> bytes, JsonException error)
    {
        long offset = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
        {
            offset += bytes[(int)offset..].IndexOf((byte)'\n') + 1;
        }
        return offset + (error.BytePositionInLine ?? 0);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && System.Text.Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }
        return at;
    }
}
