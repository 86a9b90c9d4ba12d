using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace SteeringBoard.Shell;

/// <summary>Puts a page into the navigation: what has no page has no link.</summary>
/// <param name="order">Position, lowest first.</param>
/// <param name="text">Key of its name in <see cref="Texts"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NavEntryAttribute(int order, string text) : Attribute
{
    public int Order { get; } = order;

    public string Text { get; } = text;
}

/// <summary>A link of the navigation.</summary>
/// <param name="Path">Address of the page, from the root.</param>
/// <param name="Text">Key of its name in <see cref="Texts"/>.</param>
/// <param name="Policy">What its page asks of a reader; none: nothing.</param>
public sealed record NavLink(string Path, string Text, string? Policy = null)
{
    /// <summary>Every page of the board that asked for a link, in order.</summary>
    public static IReadOnlyList<NavLink> All { get; } =
    [
        .. from page in typeof(NavLink).Assembly.GetTypes()
           let entry = page.GetCustomAttribute<NavEntryAttribute>()
           where entry is not null
           orderby entry.Order
           select new NavLink(page.GetCustomAttributes<RouteAttribute>().First().Template, entry.Text, page.GetCustomAttribute<AuthorizeAttribute>()?.Policy),
    ];

    /// <summary>Those of some links whose page a reader may open.</summary>
    public static async Task<IReadOnlyList<NavLink>> ForAsync(IServiceProvider services, Task<AuthenticationState>? reader, IReadOnlyList<NavLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        // Where nobody asks who reads, all is open.
        if (reader is null || services.GetService<IAuthorizationService>() is not { } authorization)
        {
            return links;
        }
        var user = (await reader).User;
        var open = new List<NavLink>();
        foreach (var link in links)
        {
            if (link.Policy is null || (await authorization.AuthorizeAsync(user, link.Policy)).Succeeded)
            {
                open.Add(link);
            }
        }
        return open;
    }

    /// <summary>Whether a path shows this page or one under it.</summary>
    public bool Covers(string path) => path == Path || (Path != "/" && path.StartsWith(Path + "/", StringComparison.Ordinal));
}
