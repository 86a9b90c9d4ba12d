using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SteeringBoard.Live.Plotting;

/// <summary>A place along an axis: a number, or a name or wall time as text.</summary>
[JsonConverter(typeof(Converter))]
public readonly struct Coordinate
{
    private readonly double _number;
    private readonly string? _text;

    private Coordinate(double number, string? text) => (_number, _text) = (number, text);

    public static implicit operator Coordinate(double number) => new(number, null);

    public static implicit operator Coordinate(string text) => new(0, text);

    /// <summary>An instant as an axis of dates wants it: the time on the wall of a zone.</summary>
    public static string Wall(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private void Write(Utf8JsonWriter writer)
    {
        if (_text is not null)
        {
            writer.WriteStringValue(_text);
        }
        else if (double.IsNaN(_number))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(Math.Round(_number, 3));
        }
    }

    private sealed class Converter : JsonConverter<Coordinate>
    {
        public override Coordinate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("figures are only written");

        public override void Write(Utf8JsonWriter writer, Coordinate value, JsonSerializerOptions options) => value.Write(writer);
    }
}
