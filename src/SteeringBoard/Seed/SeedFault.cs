namespace SteeringBoard.Seed;

/// <summary>Why a row was refused.</summary>
/// <param name="File">Its path inside the seed folder, with forward slashes.</param>
/// <param name="Row">Line of the file on which the row begins, the header being 1; 0 when the file as a whole is at fault.</param>
/// <param name="Reason">For the person who keeps the file.</param>
public sealed record SeedFault(string File, int Row, string Reason)
{
    public override string ToString() => Row == 0 ? $"{File}: {Reason}" : $"{File}, row {Row}: {Reason}";
}
