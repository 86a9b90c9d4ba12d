namespace SteeringBoard.Gateway.Sources;

/// <summary>A table as it lies in a file: the rows that hold anything, the header first.</summary>
internal sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>A row as it lies in a file.</summary>
/// <param name="Number">From 1, as a person counts.</param>
/// <param name="Cells">Text, or in a workbook a <see cref="double"/>, a <see cref="DateTime"/> or a <see cref="bool"/>.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<object?> Cells);

/// <summary>A file cannot be read at all.</summary>
internal sealed class SheetException(string code, int? row = null, Exception? cause = null) : Exception(code, cause)
{
    /// <summary>Names the text of the fault.</summary>
    public string Code { get; } = code;

    /// <summary>Where it was found out.</summary>
    public int? Row { get; } = row;
}
