using SteeringBoard.Access;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Inspections;

/// <summary>Why a step was refused: codes, told in words by <see cref="InspectionTexts"/>.</summary>
public static class FindingRefusals
{
    public const string NotYourRight = "not-your-right";
    public const string BodyNotYours = "body-not-yours";
    public const string UnknownFinding = "unknown-finding";
    public const string TextMissing = "text-missing";
    public const string TextTooLong = "text-too-long";
    public const string Closed = "already-closed";
    public const string VersionPassed = "version-passed";
}

/// <summary>Who owes what of a finding, by when, and who closes it. Pure; time is passed in.</summary>
public static class FindingRules
{
    /// <summary>An answer is due within so much programme time, and before the indicator's own due instant where that comes first.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(24);

    /// <summary>The fewest letters that tell anything.</summary>
    public const int LeastText = 10;

    public const int MostText = 2_000;

    public static DateTimeOffset DueOf(DateTimeOffset opened, DateTimeOffset? indicatorDue) =>
        indicatorDue is { } due && due > opened && due < opened + AnswerWithin ? due : opened + AnswerWithin;

    /// <summary>Whether somebody sees the findings of a body: its own people and those above it, and who is bound to no body but runs nothing.</summary>
    public static bool Sees(Actor actor, Catalog catalog, string body)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Body is null
            ? actor.Role is ActorRole.Office or ActorRole.Auditor or ActorRole.Inspector or ActorRole.Reader or ActorRole.Guest
            : actor.Role is not ActorRole.Vendor && IsOwners(actor, catalog, body);
    }

    /// <summary>Whether somebody sees what was inspected and where: never the visited.</summary>
    public static bool SeesInspections(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor is { Body: null, Role: ActorRole.Inspector or ActorRole.Office or ActorRole.Auditor };
    }

    /// <summary>Whether somebody takes a step of this kind with findings of a body at all.</summary>
    public static bool MayTake(Actor actor, Catalog catalog, string body, FindingState to) => RefuseActor(actor, catalog, body, to) is null;

    /// <summary>Why a step is refused; none when it is taken.</summary>
    /// <param name="finding">The finding as it stands.</param>
    /// <param name="to">Answered or closed.</param>
    /// <param name="text">What is said.</param>
    /// <param name="seen">The version it was decided on.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="catalog">Of the programme.</param>
    public static string? Refuse(Finding finding, FindingState to, string text, int seen, Actor actor, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(text);
        return RefuseActor(actor, catalog, finding.Row.Body, to)
            ?? (finding.State is FindingState.Closed ? FindingRefusals.Closed
            : seen != finding.Version ? FindingRefusals.VersionPassed
            : text.Trim().Length < LeastText ? FindingRefusals.TextMissing
            : text.Length > MostText ? FindingRefusals.TextTooLong
            : null);
    }

    private static string? RefuseActor(Actor actor, Catalog catalog, string body, FindingState to)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return to switch
        {
            FindingState.Answered => actor.Role is not (ActorRole.Officer or ActorRole.Reporter or ActorRole.Approver or ActorRole.CommuneReporter) ? FindingRefusals.NotYourRight
                : IsOwners(actor, catalog, body) ? null : FindingRefusals.BodyNotYours,
            // Who has a body has an interest: a finding is closed from outside.
            FindingState.Closed => actor is { Body: null, Role: ActorRole.Inspector or ActorRole.Office } ? null : FindingRefusals.NotYourRight,
            _ => FindingRefusals.NotYourRight,
        };
    }

    private static bool IsOwners(Actor actor, Catalog catalog, string body) =>
        actor.Body is { } own && catalog.BodyPlace(own) is { } home && catalog.BodyPlace(body) is { } place && catalog.IsUnder(place, home);
}
