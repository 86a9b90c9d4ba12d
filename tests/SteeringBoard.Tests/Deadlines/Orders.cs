using SteeringBoard.Directives;
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

    private static LocalizedText Text(string text) => new(text, text, text);
}
