namespace SteeringBoard.Shell;

/// <summary>Names the texts of the shell: <c>Texts.resx</c> is Vietnamese, <c>Texts.en.resx</c> and <c>Texts.fr.resx</c> hold the same keys.</summary>
public sealed class Texts;
