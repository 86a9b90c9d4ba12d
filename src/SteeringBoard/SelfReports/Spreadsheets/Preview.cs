using SteeringBoard.SelfReports.Record;

namespace SteeringBoard.SelfReports.Spreadsheets;

/// <summary>What a file would change, as far as it is read.</summary>
public sealed class Preview
{
    private volatile Outcome? _outcome;
    private int _rows;

    /// <summary>What came of a file that was read to its end.</summary>
    /// <param name="Refusal">Why it is refused whole; none where it is not.</param>
    /// <param name="Lines">What changes, and what is refused: refused ones first.</param>
    /// <param name="Unchanged">Numbers that say what is known already.</param>
    /// <param name="Untouched">Numbers as the template gave them, where the board knows newer ones by now: those stay.</param>
    /// <param name="Seen">The report of each province it is for: the version it was compared with.</param>
    public sealed record Outcome(SheetException? Refusal, IReadOnlyList<SheetLine> Lines, int Unchanged, int Untouched, IReadOnlyDictionary<string, int> Seen)
    {
        /// <summary>Whether the file tells when its template was made: where not, an old number in it cannot be told from one that was typed.</summary>
        public bool IsDated { get; init; } = true;

        /// <summary>How many of the lines are refused.</summary>
        public int Refused { get; } = Lines.Count(line => line.IsRefused);

        /// <summary>How many of the lines change something.</summary>
        public int Changes => Lines.Count - Refused;
    }

    /// <summary>Rows read so far.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>None while the file is being read.</summary>
    public Outcome? Done
    {
        get => _outcome;
        internal set => _outcome = value;
    }

    internal void Read() => Interlocked.Increment(ref _rows);

    /// <summary>What is to be written, by province; what is refused is left out.</summary>
    public static IReadOnlyList<(string Province, FilledForm Form)> Forms(Outcome outcome, Func<string, string?> provinceOf) =>
    [
        .. outcome.Lines.Where(line => !line.IsRefused && line.Field is not null)
            .GroupBy(line => provinceOf(line.Field!.Value.Body)!)
            .Select(group => (group.Key, new FilledForm(outcome.Seen.GetValueOrDefault(group.Key), group.ToDictionary(line => line.Field!.Value, line => line.Text)))),
    ];
}
