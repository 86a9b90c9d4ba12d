using SteeringBoard.Data;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Record;

/// <summary>SHA-256 over an entry of a report, as the trail keeps it: an entry that is altered or taken away later shows.</summary>
internal static class ReportDigest
{
    public static byte[] Of(ReportEntry entry)
    {
        using var form = new HashedForm();
        form.Add(entry.Programme);
        form.Add(entry.Province);
        form.Add(entry.Report);
        form.Add(entry.Number);
        form.Add((int)entry.Action);
        form.Add(entry.Changes.Count);
        foreach (var (field, text) in entry.Changes)
        {
            form.Add(field);
            form.Add(text.Value);
            form.Add(text.Total);
            form.Add(text.Note);
        }
        form.Add(entry.Reason);
        form.Add(entry.Answer);
        form.Add(entry.ByName);
        form.Add((int)entry.ByRole);
        form.Add(entry.ByBody);
        form.Add(entry.At.ToUnixTimeMilliseconds());
        form.Add(entry.AtReal.ToUnixTimeMilliseconds());
        return form.Hash();
    }
}
