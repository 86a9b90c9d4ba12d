using SteeringBoard.Audit;

namespace SteeringBoard;

/// <summary>Where on this site one reads of what an entry of the trail tells of.</summary>
internal static class AuditAddresses
{
    public static string? Of(AuditRow row)
    {
        var page = (row.What.Split('.')[0], row) switch
        {
            ("readings" or "report", { Body: { } body }) => $"/provinces/{Uri.EscapeDataString(body)}",
            (_, { What: "export.template" }) => row.Body is { } of ? $"/provinces/{Uri.EscapeDataString(of)}" : "/provinces",
            ("directive" or "assignment" or "evidence" or "export", { Subject: { } directive }) => $"/directives/{Uri.EscapeDataString(directive)}",
            ("export", _) => "/directives",
            ("accountable", _) => "/directives/accountable",
            ("job" or "demo" or "seed" or "bodies" or "record", _) => "/operations",
            _ => row.Subject is ['/', not '/', ..] ? row.Subject : null,
        };
        return page is not null && row.Programme is { } programme && !page.Contains('?', StringComparison.Ordinal)
            ? $"{page}?programme={Uri.EscapeDataString(programme)}"
            : page;
    }
}
