namespace SteeringBoard.Shell;

/// <summary>
/// A page for a poor line: the device's own letters instead of ours, no circuit, and of scripts its own alone, without which it works as well.
/// </summary>
/// <param name="module">The page's own module, such as <c>js/report.js</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PoorLineAttribute(string module) : Attribute
{
    public string Module { get; } = module;
}
