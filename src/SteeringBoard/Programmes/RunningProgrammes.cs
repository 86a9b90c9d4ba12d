using System.Collections.Frozen;

namespace SteeringBoard.Programmes;

/// <summary>A programme with its clock.</summary>
public sealed record RunningProgramme(Programme Programme, ProgrammeClock Clock)
{
    public string Code => Programme.Code;
}

/// <summary>Every programme this board steers, filled once at start.</summary>
public sealed class RunningProgrammes
{
    private FrozenDictionary<string, RunningProgramme> _byCode = FrozenDictionary<string, RunningProgramme>.Empty;

    /// <summary>In the order they are shown.</summary>
    public IReadOnlyList<RunningProgramme> All { get; private set; } = [];

    public RunningProgramme? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    internal void Fill(IReadOnlyList<RunningProgramme> programmes)
    {
        All = programmes;
        _byCode = programmes.ToFrozenDictionary(programme => programme.Code, StringComparer.Ordinal);
    }
}
