namespace SteeringBoard.Shell;

/// <summary>Where people sign in and out and what they then find; all are paths on this site.</summary>
/// <param name="SignIn">None where nobody can sign in.</param>
/// <param name="SignOut">Takes a form.</param>
/// <param name="Work">What is wanted of the one who is signed in.</param>
public sealed record SignInOffer(string? SignIn, string SignOut, string Work);
