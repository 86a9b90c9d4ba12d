using System.Runtime.CompilerServices;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>A test too long for every run: <c>tests/run --full</c> (STEERINGBOARD_FULL=1) runs it, otherwise it is skipped.</summary>
public sealed class FullFactAttribute : FactAttribute
{
    public FullFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (Environment.GetEnvironmentVariable("STEERINGBOARD_FULL") != "1")
        {
            Skip = "Long: only with tests/run --full.";
        }
    }
}
