namespace SteeringBoard.Inspections;

/// <summary>The addresses of what an inspection keeps.</summary>
public static class InspectionAddress
{
    /// <summary>Where its photo is downloaded; the rights are checked there.</summary>
    public static string Photo(Inspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return $"/api/v1/programmes/{inspection.Programme}/inspections/{inspection.Id}/photo";
    }
}
