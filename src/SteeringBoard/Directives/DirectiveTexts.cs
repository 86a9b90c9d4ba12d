namespace SteeringBoard.Directives;

/// <summary>The words of the register's pages; <c>DirectiveTexts.resx</c> is Vietnamese.</summary>
public sealed class DirectiveTexts;
