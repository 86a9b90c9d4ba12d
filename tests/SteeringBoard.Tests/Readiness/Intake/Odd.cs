using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SteeringBoard.Tests.Readiness.Intake;

/// <summary>What comes in where a document should: odd readings around a good one, damaged documents, bytes that are none.</summary>
internal static class Odd
{
    private static readonly string[] Values =
    [
        "0", "1", "10", "-1", "1.0", "1e2", "1e-2", "1e999", "-0", "9007199254740991", "9007199254740992", "1e15", "null", "true", "\"5\"", "[]", "{}", "0.1",
        "\"2025-06-24T08:00:00+07:00\"", "\"2025-06-24T08:00:00\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"configured\"", "\"platforms\"", "\"meeting\"", "\"26734\"", "\"claimed\"", "\"inspected\"", "\"\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
        "\"Đà Nẵng\"", "\"" + new string('x', 3000) + "\"", "{\"a\":[1,{\"b\":null}]}",
    ];

    private static readonly string[] Names =
        ["indicator", "body", "item", "value", "total", "evidence", "asOf", "note", "link", "unknown", "", "\\ud800", "v\\ud800", "\\u0076alue", "asO\\udfff", "Value"];

    private static readonly Gen<string> Field = from name in Gen.Elements(Names) from value in Gen.Elements(Values) select $"\"{name}\":{value}";

    /// <summary>Readings of which one, at a place, is good; the odd ones name an indicator of their own, never its cell at its level.</summary>
    public static Gen<(IReadOnlyList<string> Readings, int Good)> Around(string indicator, string good) =>
        from before in Gen.ListOf(Reading(indicator))
        from after in Gen.ListOf(Reading(indicator))
        select ((IReadOnlyList<string>)[.. before, good, .. after], before.Count);

    /// <summary>One reading, or what stands in the place of one.</summary>
    private static Gen<string> Reading(string indicator) =>
        Gen.Frequency(
            (4, Gen.ListOf(Field).Select(fields => $"{{{string.Join(',', fields)}}}")),
            (4, Gen.ListOf(Field).Select(fields => $"{{\"indicator\":\"{indicator}\",\"value\":1,\"total\":100{string.Concat(fields.Select(field => "," + field))}}}")),
            (1, Gen.Elements(Values)));

    /// <summary>What a bad line, a bad disk or a bad program makes of a document.</summary>
    public static readonly Gen<Func<byte[], byte[]>> Damage =
        from at in Gen.Choose(0, 100_000)
        from length in Gen.Choose(0, 12)
        from with in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 3)
        from kind in Gen.Choose(0, 4)
        select (Func<byte[], byte[]>)(bytes =>
        {
            var place = bytes.Length == 0 ? 0 : at % bytes.Length;
            var end = Math.Min(bytes.Length, place + length);
            return kind switch
            {
                0 => [.. bytes[..place], .. with, .. bytes[place..]],
                1 => [.. bytes[..place], .. with, .. bytes[end..]],
                2 => [.. bytes[..place], .. bytes[end..]],
                3 => bytes[..place],
                _ => [.. bytes, .. bytes[place..end]],
            };
        });

    /// <summary>Any bytes at all, and pieces of documents in any order.</summary>
    public static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value)),
        Gen.ArrayOf(Gen.Elements(
            Values.Concat(Names.Select(name => $"\"{name}\"")).Concat(["{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\"contract\":\"readiness/1\"", "\"readings\":["]).ToArray()))
            .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));
}
