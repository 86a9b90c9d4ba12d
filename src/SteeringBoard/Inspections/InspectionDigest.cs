using SteeringBoard.Data;

namespace SteeringBoard.Inspections;

/// <summary>SHA-256 over an inspection, a finding or a step of one, as the trail keeps it: what is altered or taken away later shows.</summary>
internal static class InspectionDigest
{
    public static byte[] Of(Inspection inspection)
    {
        using var form = new HashedForm();
        form.Add(inspection.Id.ToString());
        form.Add(inspection.Programme);
        form.Add(inspection.Body);
        form.Add(inspection.Indicator);
        form.Add(inspection.Value);
        form.Add(inspection.Total);
        form.Add(inspection.Note);
        form.Add(inspection.Place);
        form.Add(inspection.TakenReal.ToUnixTimeMilliseconds());
        form.Add(inspection.TakenAt.ToUnixTimeMilliseconds());
        form.Add(inspection.PhotoHash);
        form.Add(inspection.PhotoName);
        form.Add(inspection.ByName);
        form.Add(inspection.At.ToUnixTimeMilliseconds());
        form.Add(inspection.AtReal.ToUnixTimeMilliseconds());
        return form.Hash();
    }

    /// <summary>Without its number, which the record gives it only when it is kept.</summary>
    public static byte[] Of(FindingRow row)
    {
        using var form = new HashedForm();
        form.Add(row.Programme);
        form.Add(row.Body);
        form.Add(row.Indicator);
        form.Add((int)row.Weaker);
        form.Add((int)row.Stronger);
        form.Add(row.WeakerValue);
        form.Add(row.StrongerValue);
        form.Add(row.Since.ToUnixTimeMilliseconds());
        form.Add(row.OpenedAt.ToUnixTimeMilliseconds());
        form.Add(row.OpenedReal.ToUnixTimeMilliseconds());
        form.Add(row.Due.ToUnixTimeMilliseconds());
        return form.Hash();
    }

    public static byte[] Of(FindingStep step)
    {
        using var form = new HashedForm();
        form.Add(step.Finding);
        form.Add(step.Number);
        form.Add((int)step.To);
        form.Add(step.Text);
        form.Add(step.ByName);
        form.Add(step.ByRole);
        form.Add(step.ByBody);
        form.Add(step.At.ToUnixTimeMilliseconds());
        form.Add(step.AtReal.ToUnixTimeMilliseconds());
        return form.Hash();
    }
}
