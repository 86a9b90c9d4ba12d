using System.Xml;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>Reads texts of a workbook, no more of one than a cell holds.</summary>
internal static class XlsxText
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    /// <summary>The text of an element and of all runs in it.</summary>
    public static string Of(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var text = "";
        var (depth, name) = (reader.Depth, reader.LocalName);
        while (reader.Read() && !(reader.Depth == depth && reader is { NodeType: XmlNodeType.EndElement } && reader.LocalName == name))
        {
            if (IsStart(reader, "t") && text.Length < SheetLimits.CellLetters)
            {
                text = Cut(text + Content(reader));
            }
        }
        return text;
    }

    /// <summary>The content of the element the reader is on, up to its end; no more than a cell holds is kept.</summary>
    public static string Content(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var text = "";
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) && text.Length < SheetLimits.CellLetters)
            {
                text = Cut(text + reader.Value);
            }
        }
        return text;
    }

    /// <summary>Whether the reader is at the start of an element of a sheet.</summary>
    public static bool IsStart(XmlReader reader, string name) =>
        reader.NodeType is XmlNodeType.Element && reader.LocalName == name && reader.NamespaceURI is (Main or StrictMain);

    /// <summary>As much of a text as a cell holds.</summary>
    public static string Cut(string text) => text.Length > SheetLimits.CellLetters ? text[..SheetLimits.CellLetters] : text;
}
