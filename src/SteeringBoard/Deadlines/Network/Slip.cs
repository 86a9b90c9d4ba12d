using System.Xml;

namespace SteeringBoard.Deadlines.Network;

/// <summary>"What if this slips": a directive, one of its bodies or all, and by how much.</summary>
/// <param name="Directive">Its code.</param>
/// <param name="Body">The body's code; none: every body it is given to.</param>
/// <param name="By">More than nothing, at most a year.</param>
public sealed record Slip(string Directive, string? Body, TimeSpan By)
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(365);

    /// <summary>Reads <c>G15:PT6H</c> or <c>G15@79:PT6H</c>; none where it is neither. Months and years have no fixed length and are not read.</summary>
    public static Slip? Read(string text)
    {
        if (text.Split(':') is not [var what, var duration] || what.Split('@') is not [{ Length: > 0 } directive, .. var bodies] || bodies is not ([] or [{ Length: > 0 }])
            || duration.Split('T')[0].AsSpan().ContainsAny('M', 'Y'))
        {
            return null;
        }
        try
        {
            var by = XmlConvert.ToTimeSpan(duration);
            return by > TimeSpan.Zero && by <= Most ? new Slip(directive, bodies is [var body] ? body : null, by) : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }
}
