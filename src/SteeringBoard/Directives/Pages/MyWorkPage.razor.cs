namespace SteeringBoard.Directives.Pages;

/// <summary>What is wanted of the one who is signed in, and the form of the assignment that was opened.</summary>
public sealed partial class MyWorkPage
{
    private string Heading => Actor switch
    {
        { Body: { } body } => D["work-of", NameOf(body)],
        { IsOffice: true } => D["work-office"],
        _ => T["nav-my-work"],
    };
}
