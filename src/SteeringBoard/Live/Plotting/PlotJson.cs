using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SteeringBoard.Contract;

namespace SteeringBoard.Live.Plotting;

/// <summary>Writes typed traces and layouts as plotly.js reads them: names in lower case, what is not set left out.</summary>
public static class PlotJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = new LowerCase(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = WireJson.Options.Encoder,
    };

    /// <summary>The figure of these traces, layout and table.</summary>
    public static Figure Figure(IEnumerable<Trace> traces, Layout layout, FigureTable table) => new(
        JsonSerializer.SerializeToNode(traces, Options)!.AsArray(),
        JsonSerializer.SerializeToNode(layout, Options)!.AsObject(),
        table);

    private sealed class LowerCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}
