using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Data;

namespace SteeringBoard.Directives;

/// <summary>The directives of every programme as they stand, filled once at start.</summary>
public sealed class DirectiveRegister
{
    private FrozenDictionary<string, IReadOnlyList<Directive>> _byProgramme = FrozenDictionary<string, IReadOnlyList<Directive>>.Empty;

    /// <summary>The directives of a programme by code; none for one there is not.</summary>
    public IReadOnlyList<Directive> Of(string programme) => _byProgramme.GetValueOrDefault(programme, []);

    internal async Task FillAsync(IRecord record, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var all = await db.Set<Directive>().AsNoTracking().OrderBy(directive => directive.Code).ToListAsync(cancellation);
        _byProgramme = all.GroupBy(directive => directive.Programme, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, IReadOnlyList<Directive> (group) => [.. group], StringComparer.Ordinal);
    }
}
