using Microsoft.AspNetCore.Identity;

namespace SteeringBoard.Access.People;

/// <summary>Somebody who signs in, by an e-mail address. What is kept of passwords, codes and lockout is ASP.NET Core Identity's.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>As the record names them in what they do.</summary>
    public required string FullName { get; set; }

    public required ActorRole Role { get; set; }

    /// <summary>Code of the body they speak for; none for one who speaks for no body.</summary>
    public string? Body { get; set; }

    /// <summary>When the invitation was accepted, in real time.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Since when an administrator keeps them out, in real time; none while they may come in.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>The step of the last code of the second factor that was taken: a code is good once.</summary>
    public long CodeStep { get; set; }

    public Actor Actor => new(FullName, Role, Body);
}
