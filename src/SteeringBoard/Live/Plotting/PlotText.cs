namespace SteeringBoard.Live.Plotting;

/// <summary>Texts that people typed, in a figure: plotly reads tags and entities in every text it draws.</summary>
public static class PlotText
{
    /// <summary>A text that is drawn as it was typed.</summary>
    public static string AsTyped(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
