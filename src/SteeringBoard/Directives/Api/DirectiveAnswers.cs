using System.Globalization;
using System.Xml;
using SteeringBoard.Access;
using SteeringBoard.Contract;
using SteeringBoard.Directives.Assignments;

namespace SteeringBoard.Directives.Api;

/// <summary>The register as the wire tells it, to somebody who sees only so much of it.</summary>
public sealed class DirectiveAnswers(AssignmentBook book, ExtensionEffects effects)
{
    /// <summary>An entry as a line of the register.</summary>
    /// <param name="register">The register it is of.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="actor">Who reads it.</param>
    /// <param name="now">Programme time.</param>
    public static DirectiveAnswer Line(RegisterSnapshot register, RegisterEntry entry, Actor actor, DateTimeOffset now)
    {
        var (directive, culture) = (entry.Standing, CultureInfo.CurrentUICulture);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(register.Programme.Zone);
        var missing = register.MissingOf(directive, now);
        var counts = AssignmentCounts.Of(register, entry, actor, now);
        return new DirectiveAnswer
        {
            Code = directive.Code,
            Kind = directive.Kind.Word(),
            Stage = entry.Stage.Word(),
            Version = entry.Version,
            Title = directive.Title.In(culture),
            Text = directive.Text.In(culture),
            SaidBy = directive.SaidBy.In(culture),
            SaidOn = directive.SaidOn,
            Source = directive.Source,
            LegalBasis = NoneIfEmpty(directive.LegalBasis),
            Responsible = directive.Responsible,
            Phrase = NoneIfEmpty(directive.Phrase),
            Rule = NoneIfEmpty(directive.Rule),
            DueBefore = Local(directive.DueBefore, zone),
            WrittenDue = Local(entry.Written.DueBefore, zone),
            NotBefore = Local(directive.NotBefore, zone),
            Indicators = directive.Indicators,
            DependsOn = directive.DependsOn,
            Clears = Enum.GetValues<SixClear>().ToDictionary(clear => clear.Word(), clear => !missing.Contains(clear), StringComparer.Ordinal),
            States = counts.States.ToDictionary(pair => pair.Key.Word(), pair => pair.Value, StringComparer.Ordinal),
            Official = counts.Official.ToDictionary(pair => pair.Key.Word(), pair => pair.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>An entry in full: with its versions, assignments and their updates.</summary>
    /// <param name="register">The register it is of.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="actor">Who reads it.</param>
    /// <param name="level">The level its evidence is read at; none: the one wanted.</param>
    /// <param name="now">Programme time.</param>
    public DirectiveAnswer Whole(RegisterSnapshot register, RegisterEntry entry, Actor actor, EvidenceLevel? level, DateTimeOffset now)
    {
        var (zone, culture) = (TimeZoneInfo.FindSystemTimeZoneById(register.Programme.Zone), CultureInfo.CurrentUICulture);
        return Line(register, entry, actor, now) with
        {
            Assignments =
            [
                .. register.AssignmentsOf(entry).Where(assignment => AssignmentBook.Sees(register, actor, assignment))
                    .Select(assignment => Tell(register, assignment, level, now)),
            ],
            Versions =
            [
                .. entry.Versions.Select(version => (version, directive: version.Read())).Select(pair => new VersionAnswer(
                    pair.version.Number, pair.version.Stage.Word(), pair.directive.Title.In(culture), pair.directive.Text.In(culture),
                    Local(pair.directive.DueBefore, zone), pair.version.Reason, pair.version.ByName, Local(pair.version.At, zone)!.Value)),
            ],
        };
    }

    /// <summary>An assignment with its updates.</summary>
    /// <inheritdoc cref="Whole"/>
    public AssignmentAnswer Tell(RegisterSnapshot register, Assignment assignment, EvidenceLevel? level, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(register.Programme.Zone);
        var directive = register.Find(assignment.Directive)!.Written;
        var due = assignment.DueBefore(directive);
        var evidence = book.EvidenceOf(directive, assignment.Body, level);
        return new AssignmentAnswer
        {
            Directive = assignment.Directive,
            Body = assignment.Body,
            State = assignment.State.Word(),
            Official = AssignmentRules.Official(assignment, directive, now)?.Word(),
            Version = assignment.Version,
            DueBefore = Local(due, zone),
            BlockedBy = assignment.BlockedBy,
            ExtensionAsked = Local(assignment.Asked?.NewDue, zone),
            ExtensionEffects = assignment.Asked is { NewDue: { } asked }
                ? [.. effects(assignment.Programme, assignment.Directive, assignment.Body, asked)
                    .Select(effect => new EffectAnswer(effect.Directive, effect.Body, XmlConvert.ToString(effect.By), XmlConvert.ToString(effect.More)))]
                : null,
            Overridden = assignment.Overridden?.Reason,
            DoneAt = Local(assignment.DoneAt, zone),
            EvidenceAgrees = evidence.IsAsked ? evidence.Agrees : null,
            Evidence = [.. evidence.Counts.Select(count => new EvidenceAnswer(count.Indicator, count.Done, count.Total, count.Meets))],
            Updates = [.. assignment.Updates.Select(update => Tell(update, zone))],
        };
    }

    internal static UpdateAnswer Tell(AssignmentUpdate update, TimeZoneInfo zone) => new()
    {
        Number = update.Number,
        Action = update.Action.Word(),
        Line = NoneIfEmpty(update.Line),
        Link = update.Link,
        File = update.FileName,
        BlockedBy = update.BlockedBy,
        Reason = NoneIfEmpty(update.Reason),
        Override = update.Override ? true : null,
        EvidenceSaid = update.EvidenceSaid,
        NewDue = Local(update.NewDue, zone),
        By = update.ByName,
        Role = update.ByRole.Word(),
        OfBody = update.ByBody,
        At = Local(update.At, zone)!.Value,
        AtReal = update.AtReal,
    };

    private static DateTimeOffset? Local(DateTimeOffset? instant, TimeZoneInfo zone) =>
        instant is { } known ? TimeZoneInfo.ConvertTime(known, zone) : null;

    private static string? NoneIfEmpty(string text) => text.Length == 0 ? null : text;
}
