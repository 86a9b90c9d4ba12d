namespace SteeringBoard;

/// <summary>
/// Holds the folder of the embedded mode for one board: two would keep one clock and one set of jobs between them. The system lets go of it
/// when the board ends, however it ends.
/// </summary>
internal static class SoleBoard
{
    /// <summary>In the folder while a board serves from it, and left there.</summary>
    public const string LockFile = "record.db.lock";

    /// <returns>What holds the folder until it is disposed.</returns>
    /// <exception cref="StartException">Another board has it.</exception>
    public static IDisposable Hold(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new StartException(
                $"Another board serves from the folder {Path.GetFullPath(directory)} (Data:Directory): stop it, or give this one a folder of its own.", error);
        }
    }
}
