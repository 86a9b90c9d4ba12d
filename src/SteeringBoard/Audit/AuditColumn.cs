using Npgsql;

namespace SteeringBoard.Audit;

/// <summary>A column of the trail, in the order of <see cref="All"/>.</summary>
/// <param name="Name">As the record has it.</param>
/// <param name="Of">A row's value as SQLite keeps it: a number, a text, bytes, or nothing.</param>
/// <param name="Together">Many rows' values for PostgreSQL.</param>
internal sealed record AuditColumn(string Name, Func<AuditRow, object?> Of, Func<AuditRow[], NpgsqlParameter> Together)
{
    public static IReadOnlyList<AuditColumn> All { get; } =
    [
        New("Number", row => row.Number),
        New("AtReal", row => row.AtReal.ToUnixTimeMilliseconds()),
        New("At", row => row.At?.ToUnixTimeMilliseconds()),
        New("What", row => row.What),
        New("By", row => row.By),
        New("Role", row => row.Role),
        New("ByBody", row => row.ByBody),
        New("Programme", row => row.Programme),
        New("Body", row => row.Body),
        New("Subject", row => row.Subject),
        New("Details", row => row.Details),
        New("Digest", row => row.Digest),
        New("Hash", row => row.Hash),
        New("Search", row => row.Search),
    ];

    /// <summary>The table with its columns.</summary>
    public static string Into { get; } = $"\"audit\" ({string.Join(", ", All.Select(column => $"\"{column.Name}\""))})";

    /// <summary>A parameter for each.</summary>
    public static string Places { get; } = string.Join(", ", All.Select(column => $"@{column.Name}"));

    /// <summary>
    /// Many rows at once, on PostgreSQL. Its lists are unfolded side by side where the rows are told: in a FROM clause each would be kept as a
    /// table of its own first.
    /// </summary>
    public static string Unfolded { get; } = string.Join(", ", All.Select(column => $"unnest(@{column.Name})"));

    private static AuditColumn New<T>(string name, Func<AuditRow, T> of) =>
        new(name, row => of(row), rows => new NpgsqlParameter<T[]>(name, Array.ConvertAll(rows, row => of(row))));
}
