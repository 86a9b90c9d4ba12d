using System.Security.Claims;

namespace SteeringBoard.Shell;

/// <summary>A link for those it leads anywhere. A slice registers its own.</summary>
/// <param name="Path">Address of the page, from the root.</param>
/// <param name="Text">Key of its name in <see cref="Texts"/>.</param>
/// <param name="Leads">Whether it leads anywhere for somebody; with a body, for what is of that body.</param>
public sealed record PersonLink(string Path, string Text, Func<ClaimsPrincipal, string?, bool> Leads);
