using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SteeringBoard.Readiness.Intake;

/// <summary>The fields of a reading, found in one pass: undefined where there is none, the last where one is there twice.</summary>
internal struct ReadingFields
{
    public JsonElement Body { get; private set; }

    public JsonElement Indicator { get; private set; }

    public JsonElement Item { get; private set; }

    public JsonElement Value { get; private set; }

    public JsonElement Total { get; private set; }

    public JsonElement Evidence { get; private set; }

    public JsonElement AsOf { get; private set; }

    public JsonElement Note { get; private set; }

    public JsonElement Link { get; private set; }

    public static ReadingFields Of(JsonElement reading)
    {
        var fields = default(ReadingFields);
        foreach (var property in reading.EnumerateObject())
        {
            // As it is written, without making a text of it: a country sends tens of thousands.
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            if (name.Contains((byte)'\\'))
            {
                name = Encoding.UTF8.GetBytes(DocumentReader.Name(property) ?? "");
            }
            if (name.SequenceEqual("body"u8))
            {
                fields.Body = property.Value;
            }
            else if (name.SequenceEqual("indicator"u8))
            {
                fields.Indicator = property.Value;
            }
            else if (name.SequenceEqual("item"u8))
            {
                fields.Item = property.Value;
            }
            else if (name.SequenceEqual("value"u8))
            {
                fields.Value = property.Value;
            }
            else if (name.SequenceEqual("total"u8))
            {
                fields.Total = property.Value;
            }
            else if (name.SequenceEqual("evidence"u8))
            {
                fields.Evidence = property.Value;
            }
            else if (name.SequenceEqual("asOf"u8))
            {
                fields.AsOf = property.Value;
            }
            else if (name.SequenceEqual("note"u8))
            {
                fields.Note = property.Value;
            }
            else if (name.SequenceEqual("link"u8))
            {
                fields.Link = property.Value;
            }
        }
        return fields;
    }
}
