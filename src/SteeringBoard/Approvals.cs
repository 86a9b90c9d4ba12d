using SteeringBoard.Provinces;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard;

/// <summary>Who signed for a number, or sent it back: the reports of its province, as the story of a cell tells them.</summary>
internal static class Approvals
{
    /// <summary>Reports looked through, newest first.</summary>
    private const int Most = 10;

    public static async Task<IReadOnlyList<CellApproval>> OfAsync(
        Boards boards, ReportWriting reports, string programme, string body, string indicator, DateTimeOffset moment, CancellationToken cancellation)
    {
        if (boards.Find(programme)?.Current.Catalog is not { } catalog || catalog.Body(body) is not { } of)
        {
            return [];
        }
        var told = new List<CellApproval>();
        foreach (var province in new[] { body, of.Parent }.OfType<string>())
        {
            var decided = (await reports.HistoryAsync(programme, province, cancellation))
                .Where(entry => entry.Action is ReportAction.Sign or ReportAction.Return && entry.At <= moment).Take(Most);
            foreach (var entry in decided)
            {
                var decidedOn = (await reports.OfAsync(programme, province, entry.Report, cancellation)).After(entry.Number);
                told.AddRange(
                    from field in decidedOn.Fields
                    where field.Key.Indicator == indicator && field.Key.Body == body
                    select new CellApproval(
                        entry.At, entry.ByName, entry.Action is ReportAction.Sign,
                        string.Join(" ", new[] { field.Key.Item ?? "", field.Value.Text.Value, field.Value.Text.Total.Length > 0 ? "/ " + field.Value.Text.Total : "", entry.Reason }.Where(part => part.Length > 0)),
                        field.Value.By.ByName, field.Value.By.At));
            }
        }
        return [.. told.OrderByDescending(approval => approval.At)];
    }
}
