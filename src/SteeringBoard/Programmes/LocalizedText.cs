using System.Globalization;

namespace SteeringBoard.Programmes;

/// <summary>A name in the three languages of the board; Vietnamese is always there.</summary>
public sealed record LocalizedText(string Vi, string En, string Fr)
{
    /// <summary>The text in a culture's language; Vietnamese for any other.</summary>
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "en" => En,
        "fr" => Fr,
        _ => Vi,
    };

    /// <summary>The text in the current UI culture.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);
}
