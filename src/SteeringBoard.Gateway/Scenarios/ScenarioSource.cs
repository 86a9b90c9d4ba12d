using System.Globalization;
using SteeringBoard.Gateway.Serving;
using SteeringBoard.Gateway.Texts;

namespace SteeringBoard.Gateway.Scenarios;

/// <summary>Serves a scenario at the programme's time. A document is made anew only when a value in it moved.</summary>
public sealed class ScenarioSource(Scenario scenario, string programme, TimeProvider clock) : IReadinessSource
{
    private readonly Dictionary<string, ProvinceState> _states = scenario.Provinces.ToDictionary(province => province, _ => new ProvinceState());

    /// <inheritdoc/>
    public Served Find(string programme, string body)
    {
        if (programme != Programme || !_states.TryGetValue(body, out var state))
        {
            return Served.Unknown.Instance;
        }

        var now = Now;
        lock (state)
        {
            var count = scenario.Sample(body, now, ref state.Values);
            if (state.Content is null || !state.Values.AsSpan(0, count).SequenceEqual(state.Shown))
            {
                state.Shown = state.Values[..count];
                state.Content = DocumentContent.Of(programme, body, scenario.Served(body, now));
            }

            return new Served.Document(state.Content, now, IsFile: false);
        }
    }

    /// <summary>What a province showed so long ago, as if it were now.</summary>
    public Served.Document FindEarlier(string body, TimeSpan ago) =>
        new(DocumentContent.Of(Programme, body, scenario.Served(body, Now - ago)), Now, IsFile: false);

    /// <summary>Another province than this one.</summary>
    public string AnotherThan(string body) => scenario.Provinces.First(province => province != body);

    /// <inheritdoc/>
    public IReadOnlyList<string> Describe(CultureInfo culture) =>
    [
        Words.Text(
            "status-simulated",
            culture,
            Programme,
            scenario.Provinces.Count,
            Now.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)),
        .. scenario.Provinces.Select(province => $"/{province}/readiness/v1/{Programme}"),
    ];

    private string Programme { get; } = programme;

    private DateTimeOffset Now => clock.GetUtcNow().ToOffset(WorkingHours.Offset);

    private sealed class ProvinceState
    {
        public long[] Values = [];
        public long[] Shown = [];
        public DocumentContent? Content;
    }
}
