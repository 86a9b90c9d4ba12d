using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SteeringBoard.Audit;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives;

/// <summary>What the trail keeps of a row of the register: what was done, by whom, and the words they wrote.</summary>
internal static class RegisterAudit
{
    public static AuditEntry Of(object row) => row switch
    {
        DirectiveVersion version => Of(version),
        AssignmentUpdate update => Of(update),
        Accountable named => new AuditEntry("accountable.named", named.ByName, named.AtReal)
        {
            Role = named.ByRole.ToString(),
            Programme = named.Programme,
            Body = named.Body,
            Details = [named.Head, named.Officer],
            At = named.At,
        },
        _ => throw new ArgumentException($"{row.GetType().Name} is no row of the register", nameof(row)),
    };

    private static AuditEntry Of(DirectiveVersion version)
    {
        var what = version is { Stage: DirectiveStage.Draft } ? "directive.drafted" : version.Reason.Length > 0 ? "directive.amended" : "directive.published";
        return new AuditEntry(what, version.ByName, version.AtReal)
        {
            Role = version.ByRole.ToString(),
            Programme = version.Programme,
            Subject = version.Code,
            Details = [version.Read().Title.Vi, version.Number.ToString(CultureInfo.InvariantCulture), version.Reason],
            At = version.At,
            Digest = SHA256.HashData(Encoding.UTF8.GetBytes(version.Content)),
        };
    }

    private static AuditEntry Of(AssignmentUpdate update) => new($"assignment.{update.Action.Word()}", update.ByName, update.AtReal)
    {
        Role = update.ByRole.ToString(),
        ByBody = update.ByBody,
        Programme = update.Programme,
        Body = update.Body,
        Subject = update.Directive,
        Details =
        [
            update.Line, update.Reason, update.NewDue is { } due ? Shell.Moment.Write(due) : "", update.Link ?? update.FileHash ?? "", update.BlockedBy ?? "",
            update.EvidenceSaid ?? "",
        ],
        At = update.At,
    };
}
