using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Pages;

/// <summary>Where the evidence file of an update is had.</summary>
internal static class EvidenceAddress
{
    public static string Of(string programme, AssignmentUpdate update) =>
        $"/api/v1/programmes/{programme}/directives/{Uri.EscapeDataString(update.Directive)}/assignments/{Uri.EscapeDataString(update.Body)}/updates/{update.Number}/file";
}
