using SteeringBoard.Access;
using SteeringBoard.Directives;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Programmes;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Deadlines;

/// <summary>Directives of the test programme.</summary>
internal static class Orders
{
    public static Directive Order(DateTimeOffset? due, params string[] indicators) => new()
    {
        Programme = TestProgramme.Code,
        Code = "D1",
        Kind = DirectiveKind.Task,
        Title = new LocalizedText("Cấu hình thủ tục", "Configure procedures", "Configurer les procédures"),
        Text = Text("text"),
        SaidBy = Text("said by"),
        SaidOn = "2025-06-24",
        Owner = Text("owner"),
        Coordinating = Text(""),
        Scope = Text(""),
        Phrase = "avant le 25 juin, 18 h",
        Rule = "before",
        DueBefore = due,
        Indicators = indicators,
        Responsible = ["provinces"],
        Source = "test",
    };

    /// <summary>The register of the test programme with these and no others.</summary>
    public static RegisterSnapshot Register(params Directive[] directives)
    {
        var catalog = TestProgramme.Catalog();
        return new RegisterSnapshot(catalog.Programme, new BodiesTakingPart(catalog.Bodies), directives);
    }

    /// <summary>A first update of an assignment.</summary>
    public static AssignmentUpdate Update(Directive directive, string body, AssignmentAction action, DateTimeOffset at) => new()
    {
        Programme = directive.Programme,
        Directive = directive.Code,
        Body = body,
        Number = 1,
        Action = action,
        ByName = "office",
        ByRole = ActorRole.Office,
        At = at,
        AtReal = at,
    };

    private static LocalizedText Text(string text) => new(text, text, text);
}
