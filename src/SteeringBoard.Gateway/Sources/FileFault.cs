using System.Globalization;
using SteeringBoard.Gateway.Texts;

namespace SteeringBoard.Gateway.Sources;

/// <summary>What is wrong with a file, said so that who keeps it can mend it.</summary>
/// <param name="File">Its name, with the sheet where it has several.</param>
/// <param name="Row">Counted as a person counts, the header first; none for the whole file.</param>
/// <param name="Code">Names the text.</param>
/// <param name="Given">What was found there.</param>
internal sealed record FileFault(string File, int? Row, string Code, string Given = "")
{
    public string Describe(CultureInfo culture)
    {
        var text = Words.Text("fault-" + Code, culture, Given);
        return Row is { } row ? Words.Text("fault-at-row", culture, File, row, text) : Words.Text("fault-of-file", culture, File, text);
    }
}
