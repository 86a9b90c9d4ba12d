namespace SteeringBoard.Access;

/// <summary>Why something was not done; told as <c>refused-{Code}</c> of <see cref="AccessTexts"/>.</summary>
public sealed record AccessRefusal(string Code, params object[] Arguments);
