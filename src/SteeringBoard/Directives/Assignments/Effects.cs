namespace SteeringBoard.Directives.Assignments;

/// <summary>What an extension would do to something that waits on the directive.</summary>
/// <param name="Directive">Code of the directive that would be late.</param>
/// <param name="Body">Code of its body; none for all of them.</param>
/// <param name="By">By how much.</param>
/// <param name="More">How much of that the extension brings; the rest is foretold anyway.</param>
public sealed record ExtensionEffect(string Directive, string? Body, TimeSpan By, TimeSpan More);

/// <summary>What would be late if a directive were due later for a body: shown before the decision. Whoever knows the dependencies fills it in.</summary>
public delegate IReadOnlyList<ExtensionEffect> ExtensionEffects(string programme, string directive, string body, DateTimeOffset newDue);
