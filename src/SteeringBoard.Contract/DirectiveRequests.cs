namespace SteeringBoard.Contract;

/// <summary>What a body says of its assignment.</summary>
/// <param name="Action"><c>progress</c>, <c>block</c> or <c>submit</c>.</param>
/// <param name="Seen">The version of the assignment it was decided on: 0 before the first update.</param>
/// <param name="Line">One line, at most 500 characters.</param>
/// <param name="Link">Evidence elsewhere, over http or https.</param>
/// <param name="File">The hash that <c>POST …/files</c> gave.</param>
/// <param name="FileName">The name the file is handed out under.</param>
/// <param name="BlockedBy">Code of the body it waits on, with <c>block</c>.</param>
public sealed record UpdateRequest(string? Action, int Seen, string? Line, string? Link, string? File, string? FileName, string? BlockedBy);

/// <summary>A body asks for more time.</summary>
/// <param name="Seen">The version of the assignment it was decided on.</param>
/// <param name="NewDue">The instant asked for, exclusive.</param>
public sealed record ExtensionRequest(int Seen, string? Reason, DateTimeOffset? NewDue);

/// <summary>The office decides on an assignment.</summary>
/// <param name="Decision"><c>confirm</c>, <c>return</c>, <c>cancel</c>, <c>grant-extension</c> or <c>refuse-extension</c>.</param>
/// <param name="Seen">The version of the assignment it was decided on.</param>
/// <param name="Reason">Needed for all but <c>grant-extension</c> and a confirmation the evidence agrees with.</param>
/// <param name="Override">Confirm it though the evidence says otherwise.</param>
public sealed record DecisionRequest(string? Decision, int Seen, string? Reason, bool Override);

/// <summary>A kept evidence file.</summary>
/// <param name="File">Its hash, for an update.</param>
public sealed record FileAnswer(string File);
