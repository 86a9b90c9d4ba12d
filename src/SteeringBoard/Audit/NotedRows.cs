namespace SteeringBoard.Audit;

/// <summary>The rows of a table while the trail is checked: each is told of by one entry.</summary>
/// <param name="table">Its name.</param>
/// <param name="noted">What it held before the trail was read.</param>
internal sealed class NotedRows<TId>(string table, IReadOnlyCollection<TId> noted)
{
    private readonly HashSet<TId> _told = [];

    /// <summary>Table and number of the first row no entry told of; none when all were told of.</summary>
    public string? Untold => noted.Where(id => !_told.Contains(id)).Order().Select(id => $"{table} {id}").FirstOrDefault();

    /// <summary>Notes that an entry tells of a row; false where another did.</summary>
    public bool Tell(TId id) => _told.Add(id);
}
