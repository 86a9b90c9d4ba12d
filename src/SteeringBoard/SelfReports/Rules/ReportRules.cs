using System.Collections.Immutable;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.SelfReports.Rules;

/// <summary>Why a rule lets something not be done; the texts are in <c>ReportTexts.resx</c> as <c>refused-…</c>.</summary>
public sealed record ReportRefusal(string Code, params ImmutableArray<object> Values)
{
    public const string NotYourRight = "not-your-right";
    public const string BodyNotYours = "body-not-yours";
    public const string NoReport = "no-report";
    public const string NotOpen = "not-open";
    public const string WrongState = "wrong-state";
    public const string NothingTyped = "nothing-typed";
    public const string FieldsRefused = "fields-refused";
    public const string OthersWrote = "others-wrote";
    public const string VersionPassed = "version-passed";
    public const string OwnReport = "own-report";
    public const string ReasonMissing = "reason-missing";
    public const string ReasonTooLong = "reason-too-long";
    public const string TooMuch = "too-much";
}

/// <summary>Who may do what with a report, and when. Pure.</summary>
public static class ReportRules
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>The province a body reports through: itself, or the one a commune is of; none for any other.</summary>
    public static string? ProvinceOf(Catalog catalog, string? body) => body is null ? null : catalog.Body(body) switch
    {
        { Kind: BodyKind.Province } province => province.Code,
        { Kind: BodyKind.Commune, Parent: { } parent } => parent,
        _ => null,
    };

    /// <summary>Whether somebody has a report of their own to fill or to decide.</summary>
    public static bool Reports(Actor actor) => actor is { Body: not null, Role: ActorRole.Reporter or ActorRole.Approver or ActorRole.CommuneReporter };

    /// <summary>Whether somebody sees a province's report at all.</summary>
    public static bool Sees(Actor actor, string province, Catalog catalog) => actor.Role switch
    {
        ActorRole.Reporter or ActorRole.Approver => actor.Body == province,
        ActorRole.CommuneReporter => ProvinceOf(catalog, actor.Body) == province,
        ActorRole.Office or ActorRole.Auditor => true,
        _ => false,
    };

    /// <summary>Whether somebody sees and types a field: a commune its own alone, a province all of its, the office (by file) all.</summary>
    public static bool MayEdit(Actor actor, FieldKey key, Catalog catalog) => actor.Role switch
    {
        ActorRole.Reporter or ActorRole.Approver => ProvinceOf(catalog, key.Body) is { } province && actor.Body == province,
        ActorRole.CommuneReporter => actor.Body == key.Body,
        ActorRole.Office => ProvinceOf(catalog, key.Body) is not null,
        _ => false,
    };

    /// <summary>Why numbers may not be typed into a report; none when they may.</summary>
    public static ReportRefusal? RefuseEdit(Report report, IEnumerable<FieldKey> fields, Actor actor, Catalog catalog) =>
        RefuseWriter(report, actor, catalog)
        ?? (fields.All(field => MayEdit(actor, field, catalog) && ProvinceOf(catalog, field.Body) == report.Province) ? null : new ReportRefusal(ReportRefusal.BodyNotYours))
        ?? (report.IsOpen ? null : new ReportRefusal(ReportRefusal.NotOpen, report.State));

    /// <summary>Why a report may not be sent; none when it may.</summary>
    /// <param name="report">As it stands with all that was typed.</param>
    /// <param name="seen">The version the sender has looked at, with what the sender typed.</param>
    /// <param name="refused">How many of its fields are refused.</param>
    /// <param name="actor">Who sends it.</param>
    public static ReportRefusal? RefuseSend(Report report, int seen, int refused, Actor actor) =>
        RefuseProvince(report, actor)
        ?? (!report.IsOpen ? new ReportRefusal(ReportRefusal.WrongState, report.State)
            : report.Fields.IsEmpty ? new ReportRefusal(ReportRefusal.NothingTyped)
            : refused > 0 ? new ReportRefusal(ReportRefusal.FieldsRefused, refused)
            : report.HasOthersSince(seen, actor) ? new ReportRefusal(ReportRefusal.OthersWrote)
            : null);

    /// <summary>Why a report may not be taken back; none when it may.</summary>
    public static ReportRefusal? RefuseTakeBack(Report report, Actor actor) =>
        RefuseProvince(report, actor) ?? (report.State is ReportState.Sent ? null : new ReportRefusal(ReportRefusal.WrongState, report.State));

    /// <summary>Why a report may not be returned; none when it may.</summary>
    public static ReportRefusal? RefuseReturn(Report report, string reason, Actor actor) =>
        RefuseApprover(report, actor)
        ?? (string.IsNullOrWhiteSpace(reason) ? new ReportRefusal(ReportRefusal.ReasonMissing)
            : reason.Length > MaxReason ? new ReportRefusal(ReportRefusal.ReasonTooLong, MaxReason)
            : null);

    /// <summary>Why a report may not be signed; none when it may. Signed is what was looked at, by another than who sent it.</summary>
    public static ReportRefusal? RefuseSign(Report report, int seen, int refused, Actor actor) =>
        RefuseApprover(report, actor)
        ?? (report.Sent!.IsBy(actor) ? new ReportRefusal(ReportRefusal.OwnReport)
            : seen != report.Version ? new ReportRefusal(ReportRefusal.VersionPassed)
            : refused > 0 ? new ReportRefusal(ReportRefusal.FieldsRefused, refused)
            : null);

    private static ReportRefusal? RefuseWriter(Report report, Actor actor, Catalog catalog) =>
        actor.Role is not (ActorRole.Reporter or ActorRole.Approver or ActorRole.CommuneReporter or ActorRole.Office) ? new ReportRefusal(ReportRefusal.NotYourRight)
        : Sees(actor, report.Province, catalog) ? null
        : new ReportRefusal(ReportRefusal.BodyNotYours);

    private static ReportRefusal? RefuseProvince(Report report, Actor actor) =>
        actor.Role is not (ActorRole.Reporter or ActorRole.Approver) ? new ReportRefusal(ReportRefusal.NotYourRight)
        : actor.Body == report.Province ? null
        : new ReportRefusal(ReportRefusal.BodyNotYours);

    private static ReportRefusal? RefuseApprover(Report report, Actor actor) =>
        actor.Role is not ActorRole.Approver ? new ReportRefusal(ReportRefusal.NotYourRight)
        : actor.Body != report.Province ? new ReportRefusal(ReportRefusal.BodyNotYours)
        : report.State is ReportState.Sent ? null
        : new ReportRefusal(ReportRefusal.WrongState, report.State);
}
