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
            switch (DocumentReader.Name(property))
            {
                case "body":
                    fields.Body = property.Value;
                    break;
                case "indicator":
                    fields.Indicator = property.Value;
                    break;
                case "item":
                    fields.Item = property.Value;
                    break;
                case "value":
                    fields.Value = property.Value;
                    break;
                case "total":
                    fields.Total = property.Value;
                    break;
                case "evidence":
                    fields.Evidence = property.Value;
                    break;
                case "asOf":
                    fields.AsOf = property.Value;
                    break;
                case "note":
                    fields.Note = property.Value;
                    break;
                case "link":
                    fields.Link = property.Value;
                    break;
            }
        }
        return fields;
    }
}
