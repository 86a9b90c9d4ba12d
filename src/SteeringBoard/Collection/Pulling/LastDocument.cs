using System.Text.Json;

namespace SteeringBoard.Collection.Pulling;

/// <summary>
/// The document a gateway sent last, byte for byte. A gateway without tags sends the same again and again with only the instant moved on:
/// that is seen here without parsing.
/// </summary>
internal sealed class LastDocument
{
    private readonly byte[] _bytes;
    private readonly Range _asOf;

    private LastDocument(byte[] bytes, Range asOf) => (_bytes, _asOf) = (bytes, asOf);

    /// <summary>Keeps a document that was taken; none for one whose instant has no one place.</summary>
    public static LastDocument? Of(ReadOnlySpan<byte> document) =>
        FindAsOf(document) is { } asOf ? new LastDocument(document.ToArray(), asOf) : null;

    /// <summary>The instant of a document that says the same but for its instant; none for any other.</summary>
    public DateTimeOffset? SaysTheSame(ReadOnlySpan<byte> document)
    {
        var before = _bytes.AsSpan(.._asOf.Start);
        var after = _bytes.AsSpan(_asOf.End..);
        return document.Length >= before.Length + after.Length && document.StartsWith(before) && document.EndsWith(after)
            ? Instants.Read(document[before.Length..^after.Length])
            : null;
    }

    private static Range? FindAsOf(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = 16 });
        Range? found = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAsOf = reader.ValueTextEquals("asOf"u8);
            reader.Read();
            if (!isAsOf)
            {
                reader.Skip();
            }
            else if (found is not null || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            {
                return null;
            }
            else
            {
                var start = (int)reader.TokenStartIndex + 1;
                found = start..(start + reader.ValueSpan.Length);
            }
        }
        return found;
    }
}
