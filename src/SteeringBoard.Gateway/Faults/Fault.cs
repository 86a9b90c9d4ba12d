namespace SteeringBoard.Gateway.Faults;

/// <summary>How a simulated province misbehaves.</summary>
public enum Fault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Answers late.</summary>
    Slow,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Answers 500.</summary>
    Errors,

    /// <summary>Its port takes no connection; where many share a port, each is cut.</summary>
    Refused,

    /// <summary>Sends the document of another body.</summary>
    WrongBody,

    /// <summary>Sends what is not JSON.</summary>
    Malformed,

    /// <summary>Promises more than it sends and cuts the connection.</summary>
    Truncated,

    /// <summary>Sends more than 8 MiB.</summary>
    Oversized,

    /// <summary>Dates its document two hours ahead.</summary>
    ClockWrong,

    /// <summary>Shows yesterday's values as if they were of now.</summary>
    JumpBack,
}

/// <summary>The faults as a person or a script writes them.</summary>
public static class FaultWords
{
    /// <summary>Every fault by its word.</summary>
    public static IReadOnlyDictionary<string, Fault> All { get; } = Enum.GetValues<Fault>().ToDictionary(Word);

    /// <summary><c>wrong-body</c> for <see cref="Fault.WrongBody"/>, and so on.</summary>
    public static string Word(this Fault fault) =>
        string.Concat(fault.ToString().Select((letter, i) =>
            char.IsAsciiLetterUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
