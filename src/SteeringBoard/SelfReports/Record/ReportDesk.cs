using System.Collections.Immutable;
using SteeringBoard.Access;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

/// <summary>What became of a step.</summary>
/// <param name="Report">The report after it; as it stands where the step was refused; none where there is none to see.</param>
/// <param name="Refusal">Why it was refused; none when it was taken and is durable.</param>
/// <param name="Conflicts">Fields that somebody else changed too; nothing of them was written.</param>
/// <param name="Seen">The version the one who acts has now seen, once the conflicts are shown.</param>
public sealed record ReportAnswer(Report? Report, ReportRefusal? Refusal, ImmutableArray<FieldConflict> Conflicts, int Seen)
{
    internal static ReportAnswer Refused(ReportRefusal refusal, Report? report = null, int seen = 0) => new(report, refusal, [], seen);
}

/// <summary>A form as it was sent: the version it was drawn at, and every field with what stood in it.</summary>
public sealed record FilledForm(int Seen, IReadOnlyDictionary<FieldKey, FieldText> Fields);

/// <summary>Where reports are filled, sent and decided. Rights are checked here, whoever calls.</summary>
public sealed class ReportDesk(Boards boards, ReportWriting writing, ReportTaking taking, TimeProvider time)
{
    /// <summary>The most fields one step changes.</summary>
    public const int MaxFields = 60_000;

    /// <summary>The report a province fills now; none to see for one who may not.</summary>
    public async Task<Report?> CurrentAsync(string programme, string province, Actor actor, CancellationToken cancellation) =>
        boards.Find(programme) is { } board && ReportRules.Sees(actor, province, board.Current.Catalog)
            && ReportRules.ProvinceOf(board.Current.Catalog, province) == province
            ? await writing.CurrentAsync(programme, province, cancellation)
            : null;

    /// <summary>A report of a province by its number; none to see for one who may not.</summary>
    public async Task<Report?> OfAsync(string programme, string province, int number, Actor actor, CancellationToken cancellation) =>
        boards.Find(programme) is { } board && actor.Role is not ActorRole.CommuneReporter && ReportRules.Sees(actor, province, board.Current.Catalog)
            ? await writing.OfAsync(programme, province, number, cancellation)
            : null;

    /// <summary>Writes what was typed, field by field; what somebody else changed too is a conflict and stays as it is.</summary>
    public Task<ReportAnswer> SaveAsync(string programme, string province, FilledForm form, Actor actor, CancellationToken cancellation) =>
        StepAsync(programme, province, (board, report) => Merge(board, report, form, actor), cancellation);

    /// <summary>Writes what was typed and sends the report to the approver.</summary>
    public Task<ReportAnswer> SendAsync(string programme, string province, FilledForm form, Actor actor, CancellationToken cancellation) =>
        StepAsync(programme, province, (board, before) =>
        {
            var (edits, merged) = Merge(board, before, form, actor);
            if (merged.Refusal is not null || !merged.Conflicts.IsEmpty || merged.Report is not { } report)
            {
                return (edits, merged);
            }
            if (ReportRules.RefuseSend(report, merged.Seen, Meant(board, report).Refused, actor) is { } refusal)
            {
                return (edits, merged with { Refusal = refusal, Seen = report.Version });
            }
            var send = Entry(board, report, ReportAction.Send, actor);
            return ([.. edits, send], Took(report.With(send)));
        }, cancellation);

    /// <summary>Takes a report back that was sent and is not decided.</summary>
    public Task<ReportAnswer> TakeBackAsync(string programme, string province, Actor actor, CancellationToken cancellation) =>
        StepAsync(programme, province, (board, report) => Decide(board, report, ReportRules.RefuseTakeBack(report, actor), ReportAction.TakeBack, "", actor), cancellation);

    /// <summary>Sends a report back to those who filled it.</summary>
    public Task<ReportAnswer> ReturnAsync(string programme, string province, string reason, Actor actor, CancellationToken cancellation) =>
        StepAsync(programme, province, (board, report) => Decide(board, report, ReportRules.RefuseReturn(report, reason, actor), ReportAction.Return, reason.Trim(), actor), cancellation);

    /// <summary>Signs a report; the answer comes after its readings are durable and on the board, or are sure to be.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="province">Code of the province.</param>
    /// <param name="seen">The version that was looked at.</param>
    /// <param name="actor">Who signs.</param>
    /// <param name="cancellation">Ends the wait; what is signed stays signed.</param>
    public async Task<ReportAnswer> SignAsync(string programme, string province, int seen, Actor actor, CancellationToken cancellation)
    {
        var answer = await StepAsync(programme, province, (board, report) =>
        {
            var (refused, meant) = Meant(board, report);
            var refusal = ReportRules.RefuseSign(report, seen, refused, actor);
            return Decide(board, report, refusal, ReportAction.Sign, "", actor, meant);
        }, cancellation);
        return answer.Refusal is null ? answer with { Report = await taking.TakeAsync(answer.Report!, cancellation) } : answer;
    }

    /// <summary>Writes what a file says into the reports of its provinces: all of it, or nothing where one field of it was changed meanwhile.</summary>
    public Task<ReportAnswer> FillAsync(string programme, IReadOnlyList<(string Province, FilledForm Form)> forms, Actor actor, CancellationToken cancellation) =>
        boards.Find(programme) is not { } board
            ? Task.FromResult(ReportAnswer.Refused(new ReportRefusal(ReportRefusal.NoReport)))
            : writing.WriteAsync<ReportAnswer>(programme, [.. forms.Select(form => form.Province)], reports =>
            {
                var all = new List<ReportEntry>();
                ReportAnswer? last = null;
                foreach (var (report, (_, form)) in reports.Zip(forms))
                {
                    var (entries, answer) = Merge(board, report, form, actor);
                    if (answer.Refusal is not null || !answer.Conflicts.IsEmpty)
                    {
                        return ([], answer);
                    }
                    all.AddRange(entries);
                    last = answer;
                }
                return (all, last ?? ReportAnswer.Refused(new ReportRefusal(ReportRefusal.NothingTyped)));
            }, cancellation);

    private Task<ReportAnswer> StepAsync(
        string programme, string province, Func<Board, Report, (IReadOnlyList<ReportEntry> Entries, ReportAnswer Answer)> judge, CancellationToken cancellation) =>
        boards.Find(programme) is not { } board || ReportRules.ProvinceOf(board.Current.Catalog, province) != province
            ? Task.FromResult(ReportAnswer.Refused(new ReportRefusal(ReportRefusal.NoReport)))
            : writing.WriteAsync(programme, [province], reports => judge(board, reports[0]), cancellation);

    private (IReadOnlyList<ReportEntry> Entries, ReportAnswer Answer) Merge(Board board, Report report, FilledForm form, Actor actor)
    {
        var catalog = board.Current.Catalog;
        var merge = FieldMerge.Of(report, form.Seen, form.Fields);
        if (form.Fields.Count > MaxFields)
        {
            return ([], ReportAnswer.Refused(new ReportRefusal(ReportRefusal.TooMuch, MaxFields), report, form.Seen));
        }
        // A form that changes nothing is no edit, but who may not edit is told so all the same.
        var wanted = merge.Changes.Select(change => FieldKey.Read(change.Field)!.Value).Concat(merge.Conflicts.Select(conflict => conflict.Key)).ToList();
        if (ReportRules.RefuseEdit(report, wanted, actor, catalog) is { } refusal)
        {
            return ([], ReportAnswer.Refused(refusal, report, form.Seen));
        }
        var fields = new ReportFields(board.Current, board.Clock.GetUtcNow());
        if (wanted.Exists(key => fields.Find(key) is null))
        {
            return ([], ReportAnswer.Refused(new ReportRefusal(ReportRefusal.BodyNotYours), report, form.Seen));
        }
        if (merge.Changes.IsEmpty)
        {
            return ([], new ReportAnswer(report, null, merge.Conflicts, merge.Conflicts.IsEmpty ? form.Seen : report.Version));
        }
        var edit = Entry(board, report, ReportAction.Edit, actor) with { Changes = merge.Changes };
        var after = report.With(edit);
        // Whoever had seen all there was has now seen this too.
        var seen = !report.HasOthersSince(form.Seen, actor) || !merge.Conflicts.IsEmpty ? after.Version : form.Seen;
        return ([edit], new ReportAnswer(after, null, merge.Conflicts, seen));
    }

    private (IReadOnlyList<ReportEntry> Entries, ReportAnswer Answer) Decide(
        Board board, Report report, ReportRefusal? refusal, ReportAction action, string reason, Actor actor,
        IReadOnlyList<FieldChange>? changes = null)
    {
        if (refusal is not null)
        {
            return ([], ReportAnswer.Refused(refusal, report, report.Version));
        }
        var entry = Entry(board, report, action, actor) with { Reason = reason, Changes = changes ?? [] };
        return ([entry], Took(report.With(entry)));
    }

    /// <summary>Every number of a report with what it is of, and how many are refused.</summary>
    private static (int Refused, IReadOnlyList<FieldChange> Meant) Meant(Board board, Report report)
    {
        var fields = new ReportFields(board.Current, board.Clock.GetUtcNow());
        var meant = new List<FieldChange>();
        foreach (var (key, state) in report.Fields)
        {
            if (fields.Find(key) is { } field && FieldRules.Counts(field, state.Text) is var (_, total))
            {
                meant.Add(new FieldChange(key.ToString(), state.Text with { Total = total > 0 ? CountText.Write(total) : "" }));
            }
        }
        return (report.Fields.Count - meant.Count, meant);
    }

    private static ReportAnswer Took(Report report) => new(report, null, [], report.Version);

    private ReportEntry Entry(Board board, Report report, ReportAction action, Actor actor) => new()
    {
        Programme = report.Programme,
        Province = report.Province,
        Report = report.Number,
        Number = report.Version + 1,
        Action = action,
        ByName = actor.Name,
        ByRole = actor.Role,
        ByBody = actor.Body,
        At = board.Clock.GetUtcNow(),
        AtReal = time.GetUtcNow(),
    };
}
