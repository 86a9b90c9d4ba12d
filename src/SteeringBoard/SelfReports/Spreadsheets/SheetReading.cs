using System.Collections.Immutable;
using System.Globalization;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>A number of a file that changes something, or is refused.</summary>
/// <param name="Sheet">The sheet it stands on.</param>
/// <param name="Row">The row, as a spreadsheet program counts.</param>
/// <param name="Field">What it is about; none where that cannot be told.</param>
/// <param name="Before">What stands: in the report, else on record.</param>
/// <param name="Text">What the file says.</param>
/// <param name="Problems">What is wrong or odd about it.</param>
/// <param name="RowCode">Why its row is refused; none where only the number is, or nothing. The texts are <c>row-…</c>.</param>
public sealed record SheetLine(string Sheet, int Row, FieldKey? Field, string Before, FieldText Text, ImmutableArray<FieldProblem> Problems, string? RowCode)
{
    public bool IsRefused => RowCode is not null || Problems.Any(problem => problem.IsRefused);
}

/// <summary>Reads the rows of a file against the reports they are for, one at a time.</summary>
/// <param name="fields">What is on record.</param>
/// <param name="reports">The report of each province that may be meant, as it stands.</param>
/// <param name="actor">Whose file it is.</param>
/// <param name="words">The heads.</param>
/// <param name="reader">The language numbers are written in.</param>
internal sealed class SheetReading(ReportFields fields, Func<string, Report?> reports, Actor actor, SheetWords words, CultureInfo reader)
{
    private const int HeadWithin = 10;

    private readonly Catalog _catalog = fields.Board.Catalog;
    private readonly HashSet<FieldKey> _seen = [];
    private string? _sheet;
    private SheetColumns? _columns;
    private int _before;
    private bool _any;

    /// <summary>Numbers that say what is known already.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Numbers as the template gave them, where the board knows newer ones by now.</summary>
    public int Untouched { get; private set; }

    /// <summary>What the template said of which the file was made; none where that is not known.</summary>
    public TemplateSaid? Given { get; set; }

    /// <summary>What a row changes, and what of it is refused.</summary>
    /// <exception cref="SheetException">The whole file is refused.</exception>
    public IEnumerable<SheetLine> Read(SheetRow row)
    {
        if (row.Sheet != _sheet)
        {
            RefuseUnknown();
            (_sheet, _columns, _before) = (row.Sheet, null, 0);
        }
        if (_columns is null)
        {
            _columns = SheetColumns.Of(row, words, _catalog);
            _any |= _columns is not null;
            if (_columns is null && ++_before >= HeadWithin)
            {
                RefuseUnknown();
            }
            return [];
        }
        if (_columns.Stray(row) is { } stray)
        {
            throw new SheetException(SheetException.UnknownColumn, row.Sheet, row.CellName(stray), row[stray].Text);
        }
        return _columns.IsByBody ? OfBody(row, _columns) : OfIndicator(row, _columns);
    }

    /// <summary>Ends the file.</summary>
    /// <exception cref="SheetException">Nothing in it is of the template.</exception>
    public void End()
    {
        RefuseUnknown();
        if (!_any)
        {
            throw new SheetException(SheetException.NoSheet);
        }
    }

    private void RefuseUnknown()
    {
        if (_sheet is not null && _columns is null)
        {
            throw new SheetException(SheetException.UnknownSheet, _sheet);
        }
    }

    private IEnumerable<SheetLine> OfBody(SheetRow row, SheetColumns columns)
    {
        var code = columns.Cell(row, "head-body") is { IsEmpty: false, Text: var given } ? given : "";
        if (BodyOf(code) is not { } body || ReportRules.ProvinceOf(_catalog, body.Code) is not { } province)
        {
            yield return Refused(row, "unknown-body", code);
            yield break;
        }
        RefuseOthers(row, body, province);
        foreach (var (column, indicator) in columns.Indicators)
        {
            if (row[column] is { IsEmpty: false } cell && Line(row, new FieldKey(indicator.Code, null, body.Code), new FieldText(Typed(cell)), province) is { } line)
            {
                yield return line;
            }
        }
    }

    private IEnumerable<SheetLine> OfIndicator(SheetRow row, SheetColumns columns)
    {
        var code = columns.Cell(row, "head-body") is { IsEmpty: false, Text: var given } ? given : actor.Body ?? "";
        if (BodyOf(code) is not { } body || ReportRules.ProvinceOf(_catalog, body.Code) is not { } province)
        {
            return [Refused(row, "unknown-body", code)];
        }
        RefuseOthers(row, body, province);
        var name = columns.Cell(row, "head-indicator").Text ?? "";
        if (FieldKey.Read($"{name}@{body.Code}") is not { } key || fields.Find(key) is null)
        {
            return [Refused(row, "unknown-indicator", name)];
        }
        var text = new FieldText(Typed(columns.Cell(row, "head-value")), Typed(columns.Cell(row, "head-total")), columns.Cell(row, "head-note").Text ?? "");
        // A total without a value is left as the template has it.
        return text.Value.Length > 0 && Line(row, key, text, province) is { } line ? [line] : [];
    }

    /// <summary>A number against what stands; none where it says the same.</summary>
    private SheetLine? Line(SheetRow row, FieldKey key, FieldText typed, string province)
    {
        var text = typed.Normal(reader);
        if (fields.Find(key) is not { } field)
        {
            return Refused(row, "not-reported", text.Value, key);
        }
        if (!_seen.Add(key))
        {
            return Refused(row, "twice", text.Value, key);
        }
        if (Given?.Of(key) is { } given)
        {
            var now = Template.Says(field, reports(province));
            if (_columns!.IsByBody)
            {
                (given, now) = (new FieldText(given.Value), new FieldText(now.Value));
            }
            if (text == given && text != now)
            {
                Untouched++;
                return null;
            }
            // What is as it was given says no more than a template made now would.
            text = new FieldText(
                text.Value == given.Value ? now.Value : text.Value,
                text.Total == given.Total ? now.Total : text.Total,
                text.Note == given.Note ? now.Note : text.Note);
        }
        // A total that is the one in force says nothing new.
        text = text.Total == Digits(field.Total) ? text with { Total = "" } : text;
        var stands = reports(province)?[key] ?? FieldText.Empty;
        var claimed = field.Claimed;
        if (text == stands || (stands.IsEmpty && text is { Total: "", Note: "" } && text.Value == Digits(claimed?.Value)) || (field.IsSum && text.Value == Digits(claimed?.Value)))
        {
            Unchanged++;
            return null;
        }
        var before = stands.IsEmpty ? Digits(claimed?.Value) : stands.Value;
        return new SheetLine(row.Sheet, row.Number, key, before, text, FieldRules.Judge(field, text), null);
    }

    private void RefuseOthers(SheetRow row, Body body, string province)
    {
        if (!ReportRules.MayEdit(actor, new FieldKey("", null, body.Code), _catalog))
        {
            var isCommune = actor.Role is ActorRole.CommuneReporter && ReportRules.ProvinceOf(_catalog, actor.Body) == province;
            throw new SheetException(isCommune ? SheetException.NotYours : SheetException.OtherProvince, row.Sheet, row.Number, $"{body.Code} {body.Name.In(reader)}");
        }
    }

    /// <summary>A body by its code; where a program took the code for a number, its zeros are put back.</summary>
    private Body? BodyOf(string code) => _catalog.Body(code) ?? (code.Length is > 0 and < 5 && code.All(char.IsAsciiDigit)
        ? _catalog.Body(code.PadLeft(code.Length == 1 ? 2 : 5, '0')) : null);

    private static SheetLine Refused(SheetRow row, string code, string given, FieldKey? key = null) =>
        new(row.Sheet, row.Number, key, "", new FieldText(given), [], code);

    /// <summary>What a cell says. A broken number is marked, since in another language its point would group thousands.</summary>
    private static string Typed(SheetCell cell) => cell.IsEmpty ? "" : cell.IsNumber && CountText.Digits(cell.Text) is null ? $"≈{cell.Text}" : cell.Text;

    private static string Digits(long? count) => count is { } known ? CountText.Write(known) : "";
}
