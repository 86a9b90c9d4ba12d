namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>A cell as the file has it.</summary>
/// <param name="Text">Its text, trimmed; a whole number as digits.</param>
/// <param name="IsNumber">The file holds it as a number, not as text.</param>
public readonly record struct SheetCell(string Text, bool IsNumber)
{
    public bool IsEmpty => string.IsNullOrEmpty(Text);
}

/// <summary>A row of a sheet that holds something.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="Number">From 1, as a spreadsheet program shows it.</param>
/// <param name="Cells">From column A.</param>
public sealed record SheetRow(string Sheet, int Number, IReadOnlyList<SheetCell> Cells)
{
    public SheetCell this[int column] => column < Cells.Count ? Cells[column] : default;

    /// <summary>The name of a cell, such as <c>C3</c>.</summary>
    public string CellName(int column)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + (left - 1) % 26) + letters;
        }
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{letters}{Number}");
    }
}

/// <summary>Why a file is refused whole; the texts are in <c>ReportTexts.resx</c> as <c>sheet-…</c>.</summary>
public sealed class SheetException(string code, params object[] values) : Exception($"the file is refused: {code}")
{
    public const string NotAFile = "not-a-file";
    public const string TooLarge = "too-large";
    public const string Damaged = "damaged";
    public const string Macros = "macros";
    public const string Unpacks = "unpacks";
    public const string TooManyRows = "too-many-rows";
    public const string TooManyColumns = "too-many-columns";
    public const string Formula = "formula";
    public const string NotUtf8 = "not-utf8";
    public const string UnknownSheet = "unknown-sheet";
    public const string NoSheet = "no-sheet";
    public const string RenamedColumn = "renamed-column";

    /// <summary>A head or a cell that comes near no column of the template.</summary>
    public const string UnknownColumn = "unknown-column";

    public const string DuplicateColumn = "duplicate-column";
    public const string OtherProvince = "other-province";
    public const string NotYours = "not-yours";

    public string Code => code;

    /// <summary>What the text of the code names.</summary>
    public object[] Values => values;
}

/// <summary>What a file may cost.</summary>
public static class SheetLimits
{
    /// <summary>The largest file, in bytes.</summary>
    public const long FileBytes = 10 * 1024 * 1024;

    /// <summary>The most a workbook unpacks to, in bytes, over all its parts that are read.</summary>
    public const long UnpackedBytes = 48L * 1024 * 1024;

    public const int Rows = 10_000;

    public const int Columns = 100;

    /// <summary>The longest text of a cell, in characters; the rest is cut off.</summary>
    public const int CellLetters = 1_000;

    /// <summary>The most texts that cells share.</summary>
    public const int SharedTexts = 200_000;
}
