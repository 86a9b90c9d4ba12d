namespace SteeringBoard.Access.SignOn;

/// <summary>Somebody as the provider tells of them.</summary>
/// <param name="Issuer">The provider's own name.</param>
/// <param name="Subject">Its name for the person, which never changes there.</param>
/// <param name="EmailIsVerified">Whether it has seen that the address is the person's.</param>
/// <param name="Role">What they act as here.</param>
/// <param name="Body">Code of the body they speak for; none for one who speaks for no body.</param>
public sealed record SignOnPerson(string Issuer, string Subject, string Name, string Email, bool EmailIsVerified, ActorRole Role, string? Body);
