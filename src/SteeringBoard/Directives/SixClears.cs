namespace SteeringBoard.Directives;

/// <summary>What must be clear of a directive before it binds anybody: person, task, responsibility, progress, result, authority.</summary>
public enum SixClear
{
    /// <summary>Who answers in person: named in it, or as head or officer of each body responsible.</summary>
    Person,

    /// <summary>What is to be done.</summary>
    Task,

    /// <summary>Which bodies are responsible.</summary>
    Responsibility,

    /// <summary>How progress is measured.</summary>
    Progress,

    /// <summary>What proves the result.</summary>
    Result,

    /// <summary>Who decides on it, or what gives the right to order it.</summary>
    Authority,
}

/// <summary>The gate of the six clears (dispatch 001, directive G02). Pure.</summary>
public static class SixClears
{
    /// <summary>Which of the six a directive lacks, in their order; a draft may lack some, what is published here may not.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="bodies">The bodies of its programme.</param>
    /// <param name="answers">Whether somebody is named as answering for a body.</param>
    public static IReadOnlyList<SixClear> Missing(Directive directive, BodiesTakingPart bodies, Func<string, bool> answers) =>
    [
        .. Enum.GetValues<SixClear>().Where(clear => !(clear switch
        {
            SixClear.Person => Has(directive.Person) || (directive.Responsible.Count > 0 && bodies.Named(directive.Responsible).All(answers)),
            SixClear.Task => Has(directive.Text.Vi),
            SixClear.Responsibility => bodies.Named(directive.Responsible).Any(),
            SixClear.Progress => directive.Indicators.Count > 0 || Has(directive.Measure),
            SixClear.Result => directive.HasEvidence,
            SixClear.Authority => Has(directive.Authority) || Has(directive.LegalBasis),
            _ => true,
        })),
    ];

    private static bool Has(string text) => !string.IsNullOrWhiteSpace(text);
}
