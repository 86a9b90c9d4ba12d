namespace SteeringBoard.Access;

/// <summary>The words of signing in; <c>AccessTexts.resx</c> is Vietnamese.</summary>
public sealed class AccessTexts;
