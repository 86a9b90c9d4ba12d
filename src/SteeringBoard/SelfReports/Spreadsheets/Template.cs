using System.Globalization;
using System.Text;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>What a file to be filled holds: the bodies of who asks, with the numbers of the report, else the last ones claimed.</summary>
public sealed class Template(SheetWords words)
{
    private const double CodeWidth = 12;
    private const double NameWidth = 34;
    private const double ColumnWidth = 18;

    /// <summary>The sheets of somebody: a province's own numbers and its communes'; a commune's own; for the office every commune.</summary>
    /// <param name="fields">What is on record.</param>
    /// <param name="reports">The report of a province, as it stands; none for the office.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">Programme time.</param>
    public IReadOnlyList<TemplateSheet> Sheets(ReportFields fields, Func<string, Report?> reports, Actor actor, DateTimeOffset now)
    {
        var catalog = fields.Board.Catalog;
        var province = ReportRules.ProvinceOf(catalog, actor.Body);
        var stamp = string.Join(" · ", new[]
        {
            catalog.Programme.Name.ToString(), province is null ? null : catalog.Body(province)!.Name.ToString(), Display.Instant(now),
            catalog.Programme.Simulated ? words["sheet-simulated"] : null, words["sheet-how"], TemplateMoment.Write(now),
        }.OfType<string>());
        var communes = Communes(fields, reports, actor, stamp);
        return actor.Role is ActorRole.CommuneReporter or ActorRole.Office || province is null ? [communes]
            : communes.Heads.Count > 2 ? [Own(fields, reports, province, stamp), communes]
            : [Own(fields, reports, province, stamp)];
    }

    /// <summary>What a template says of a field: what the report does, else what is on record.</summary>
    public static FieldText Says(ReportField field, Report? report)
    {
        var stands = report?[field.Key] ?? FieldText.Empty;
        return new FieldText(Known(stands.Value, field.Claimed?.Value), Known(stands.Total, field.Total), stands.Note);
    }

    /// <summary>A sheet as a table of text, with the mark by which spreadsheet programs know UTF-8.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="now">Programme time.</param>
    public static byte[] Csv(TemplateSheet sheet, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendJoin(';', sheet.Heads.Append(TemplateMoment.Write(now)).Select(Quoted)).Append("\r\n");
        foreach (var row in sheet.Rows)
        {
            text.AppendJoin(';', row.Select(cell => Quoted(CsvMark.Put(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")))).Append(";\r\n");
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private TemplateSheet Own(ReportFields fields, Func<string, Report?> reports, string province, string stamp) => new(
        words["sheet-own"], stamp,
        [words["head-indicator"], words["head-indicator-name"], words["head-value"], words["head-total"], words["head-note"], words["head-due"], words["head-body"]],
        [CodeWidth, 60, 14, 14, 40, 26, CodeWidth],
        fields.Of(province).Where(field => !field.IsSum).Select(field =>
        {
            var says = Says(field, reports(province));
            return (IReadOnlyList<object?>)
            [
                field.Key.Item is null ? field.Key.Indicator : $"{field.Key.Indicator}/{field.Key.Item}",
                $"{field.Indicator.Name}{(field.Key.Item is { } item ? $": {words[$"item-{item}"]}" : "")}",
                Cell(says.Value), Cell(says.Total), says.Note,
                field.Due is { } due ? Display.Instant(due) : "", province,
            ];
        }));

    private TemplateSheet Communes(ReportFields fields, Func<string, Report?> reports, Actor actor, string stamp)
    {
        var catalog = fields.Board.Catalog;
        var places = Enumerable.Range(0, catalog.Bodies.Length).Where(place => catalog.Bodies[place].Kind is BodyKind.Commune
            && ReportRules.MayEdit(actor, new FieldKey("", null, catalog.Bodies[place].Code), catalog)).ToList();
        List<Indicator> indicators = places is [var first, ..]
            ? [.. Enumerable.Range(0, catalog.Indicators.Length).Where(indicator => catalog.IsMeasured(new CellKey(first, indicator))).Select(indicator => catalog.Indicators[indicator])]
            : [];
        var isNation = actor.Body is null;
        return new TemplateSheet(
            words["sheet-communes"], stamp,
            [words["head-body"], words["head-body-name"], .. isNation ? [words["head-province"]] : Array.Empty<string>(), .. indicators.Select(indicator => SheetWords.HeadOf(indicator))],
            [CodeWidth, NameWidth, .. isNation ? [NameWidth] : Array.Empty<double>(), .. indicators.Select(_ => ColumnWidth)],
            places.Select(place => (IReadOnlyList<object?>)
            [
                catalog.Bodies[place].Code, catalog.Bodies[place].Name.ToString(), .. isNation ? [catalog.Bodies[catalog.Parents[place]].Name.ToString()] : Array.Empty<object>(),
                .. indicators.Select(indicator => Number(new FieldKey(indicator.Code, null, catalog.Bodies[place].Code))),
            ]));

        object? Number(FieldKey key) => Cell(Says(fields.Find(key)!, reports(ReportRules.ProvinceOf(catalog, key.Body)!)).Value);
    }

    private static string Known(string typed, long? known) => typed.Length == 0 && known is { } count ? CountText.Write(count) : typed;

    private static object? Cell(string text) => text.Length == 0 ? null : CountText.Digits(text) is { } count ? count : text;

    private static string Quoted(string text) => text.AsSpan().IndexOfAny("\";\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
