using System.Text.Json;
using SteeringBoard.Contract;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>A cell to push readings of.</summary>
/// <param name="Total">Its denominator: the one in force, else the seed's.</param>
internal sealed record Target(string Body, string Indicator, long Total);

/// <summary>Documents to push: the value differs from one number to the next, and so does the instant.</summary>
/// <param name="Body">The body the documents speak for.</param>
/// <param name="Start">The instant of number 0; each next one is a millisecond later.</param>
internal sealed record DocumentSeries(string Programme, string Body, DateTimeOffset Start)
{
    /// <summary>The document of a number, as it goes over the wire: one reading for each target.</summary>
    public byte[] Bytes(long number, params IEnumerable<Target> targets) => JsonSerializer.SerializeToUtf8Bytes(Of(number, targets), WireJson.Options);

    public ReadinessDocument Of(long number, params IEnumerable<Target> targets) => new()
    {
        Programme = Programme,
        Body = Body,
        AsOf = Start.AddMilliseconds(number),
        Readings = [.. targets.Select(target => new ReadingEntry
        {
            Body = target.Body,
            Indicator = target.Indicator,
            Value = number % (target.Total + 1),
            Total = target.Total,
        })],
    };
}
