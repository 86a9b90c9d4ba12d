using System.Security.Claims;

namespace SteeringBoard.Shell;

/// <summary>Where people sign in and out and what they then find; all are paths on this site.</summary>
/// <param name="SignIn">Where one signs in.</param>
/// <param name="SignOut">Takes a form.</param>
/// <param name="Own">Pages of the one who is signed in, each for who may open it.</param>
/// <param name="Place">The page of the body somebody speaks for, where it has one: it stands in the navigation.</param>
public sealed record SignInOffer(string SignIn, string SignOut, IReadOnlyList<NavLink> Own, Func<ClaimsPrincipal, NavLink?> Place);
