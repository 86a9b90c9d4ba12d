namespace SteeringBoard.Provinces;

/// <summary>Names the texts of the provinces' pages.</summary>
public sealed class ProvinceTexts;
