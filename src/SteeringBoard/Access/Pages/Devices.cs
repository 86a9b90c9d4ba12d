namespace SteeringBoard.Access.Pages;

/// <summary>What people call a browser that names itself at length.</summary>
internal static class Devices
{
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Name(string agent)
    {
        var names = new[] { Browsers, Systems }
            .Select(list => list.FirstOrDefault(pair => agent.Contains(pair.Mark, StringComparison.Ordinal)).Name).OfType<string>().ToList();
        return names.Count > 0 ? string.Join(" · ", names) : agent.Length > 0 ? agent : "–";
    }
}
