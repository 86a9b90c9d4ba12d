using System.Globalization;
using System.Xml;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Deadlines.Network;

/// <summary>The critical path as the wire tells it (contract.md, section 2).</summary>
public sealed class CriticalPathAnswers(DeadlineTexts texts)
{
    /// <param name="board">The board at a moment.</param>
    /// <param name="view">Its network.</param>
    /// <param name="slips">What is asked for; empty: nothing.</param>
    /// <param name="scope">The body the caller sees, with all below it; none: all.</param>
    /// <param name="now">Programme time of that moment.</param>
    public static CriticalPathAnswer Of(BoardSnapshot board, NetworkView view, IReadOnlyList<Slip> slips, string? scope, DateTimeOffset now)
    {
        var (catalog, times) = (board.Catalog, view.Times);
        var above = scope is null ? null : catalog.BodyPlace(scope);
        var what = slips.Count == 0 ? default : times.If(slips.SelectMany(slip => NodesOf(catalog, view, slip).Select(node => (node, slip.By))));
        return new CriticalPathAnswer(
            catalog.Programme.Code,
            board.Sequence,
            catalog.Local(now),
            catalog.Programme.HardStop is { } stop ? catalog.Local(stop) : null,
            Duration(times.FloatToStop),
            [.. times.Path.Where(Sees).Select(node => new PathStep(Directive(node).Code, Body(node)))],
            [.. Enumerable.Range(0, view.Network.Nodes.Length).Where(Sees).Select(Tell)],
            [.. view.Network.Circular.Select(wait => new PathCircle(wait.Directive.Code, wait.On.Code))],
            slips.Count == 0 ? null : Duration(what.FloatToStop),
            slips.Count == 0 ? null : [.. what.Missed.Where(miss => Sees(miss.Node)).OrderByDescending(miss => miss.By).Select(Miss)]);

        bool Sees(int node) => node < view.Network.Nodes.Length
            && (above is not { } top || (view.Network.Nodes[node].Body is >= 0 and var body && catalog.IsUnder(body, top)));
        Directives.Directive Directive(int node) => view.Network.Directives[view.Network.Nodes[node].Directive];
        string? Body(int node) => view.Network.Nodes[node].Body is >= 0 and var body ? catalog.Bodies[body].Code : null;
        MissedAssignment Miss(Miss miss) => new(Body(miss.Node), Directive(miss.Node).Code, Duration(miss.By)!, Duration(miss.More)!);
        AssignmentTimes Tell(int node) => new(
            Directive(node).Code,
            Body(node),
            view.Work[node].Basis.ToString().ToLowerInvariant(),
            catalog.Local(times.Start(node)),
            catalog.Local(times.Finish(node)),
            Directive(node).DueBefore is { } due ? catalog.Local(due) : null,
            times.Latest(node) is { } latest ? catalog.Local(latest) : null,
            Duration(times.Float(node)),
            times.IsCritical(node));
    }

    /// <summary>Reads what is asked for; the texts of what cannot be read, or names nothing of the network, and why.</summary>
    public (List<Slip> Slips, List<string> Faults) Read(IEnumerable<string> asked, Catalog catalog, NetworkView view, CultureInfo culture)
    {
        var (slips, faults) = (new List<Slip>(), new List<string>());
        foreach (var text in asked)
        {
            if (Slip.Read(text) is not { } slip)
            {
                faults.Add(texts.Tell(culture, "slip-malformed", text));
            }
            else if (view.Network.Assigned(slip.Directive) is null)
            {
                faults.Add(texts.Tell(culture, "slip-directive", text, slip.Directive));
            }
            else if (!NodesOf(catalog, view, slip).Any())
            {
                faults.Add(texts.Tell(culture, "slip-body", text, slip.Directive, slip.Body!));
            }
            else
            {
                slips.Add(slip);
            }
        }
        return (slips, faults);
    }

    /// <summary>A span of time as ISO 8601, in whole seconds.</summary>
    public static string? Duration(TimeSpan? span) => span is { } known ? XmlConvert.ToString(TimeSpan.FromSeconds(Math.Round(known.TotalSeconds))) : null;

    private static IEnumerable<int> NodesOf(Catalog catalog, NetworkView view, Slip slip) => slip.Body is null
        ? view.Of(slip.Directive)
        : view.Of(slip.Directive).Where(node => view.Network.Nodes[node].Body is >= 0 and var body && catalog.Bodies[body].Code == slip.Body);
}
