using System.Globalization;

namespace SteeringBoard.Benchmarks.Reporting;

/// <summary>The figures as a Markdown table.</summary>
internal static class Table
{
    public static string Render(IEnumerable<Row> rows) => string.Join(
        '\n',
        [
            "| figure | ours | bare | ratio | bar | holds? |",
            "| --- | --- | --- | --- | --- | --- |",
            .. rows.Select(row =>
                $"| {row.Figure} | {Number(row.Ours)} {row.Unit} | {(row.Bare is { } bare ? $"{Number(bare)} {row.Unit}" : "–")} "
                + $"| {(row.Ratio is { } ratio ? Number(ratio) : "–")} | {Told(row)} |"),
        ]);

    private static string Told(Row row) => row.Bar is { } bar
        ? $"{bar}{(bar.OfBare ? "" : $" {row.Unit}")} | {(row.Holds ? "yes" : "**no**")}"
        : "– | –";

    // Three significant digits say what a run on a busy machine can say.
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
