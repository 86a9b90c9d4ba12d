namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>
/// The apostrophe by which spreadsheet programs know that what begins like a formula is a text. It is put before a text of ours that begins
/// so, and taken away again when the file comes back.
/// </summary>
internal static class CsvMark
{
    private const char Mark = '\'';

    public static string Put(string text) => BeginsAsFormula(text) ? Mark + text : text;

    public static string Take(string text) => text is [Mark, ..] && BeginsAsFormula(text) ? text[1..] : text;

    private static bool BeginsAsFormula(string text) => text.AsSpan().TrimStart(Mark) is ['=' or '+' or '-' or '@', ..];
}
