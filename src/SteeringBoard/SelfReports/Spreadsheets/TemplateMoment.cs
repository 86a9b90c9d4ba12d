using System.Globalization;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>
/// The moment a template was made, programme time, as it stands above the heads of a workbook and behind those of a table of text: by it is
/// known what nobody has touched since.
/// </summary>
internal static class TemplateMoment
{
    private const string Format = "'['yyyy-MM-dd'T'HH:mm:ss.fffzzz']'";

    public static string Write(DateTimeOffset now) => now.ToOffset(Display.Hanoi).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The moment a row tells, in its first cell or its last; none where it tells none.</summary>
    public static DateTimeOffset? Read(SheetRow row) => row.Cells is [var first, ..] ? Read(first.Text) ?? Read(row.Cells[^1].Text) : null;

    /// <summary>The moment a text ends with; none where it ends with none.</summary>
    public static DateTimeOffset? Read(string? text) =>
        text?.LastIndexOf('[') is >= 0 and var from
        && DateTimeOffset.TryParseExact(text[from..], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
}
