using System.Collections.Immutable;

namespace SteeringBoard.Directives;

/// <summary>A directive in the register.</summary>
/// <param name="Written">As it was last written: by a document, a draft or an amendment.</param>
/// <param name="Standing">As it stands: due when the first of its bodies is due, extensions granted; with those that are through with it.</param>
/// <param name="Stage">Whether it binds anybody yet.</param>
/// <param name="Versions">What was written here, oldest first; empty for what a document issued and nobody amended.</param>
/// <param name="Folded">All that is searched in, without accents and case.</param>
public sealed record RegisterEntry(
    Directive Written, Directive Standing, DirectiveStage Stage, ImmutableList<DirectiveVersion> Versions, ReadOnlyMemory<byte> Folded)
{
    public string Code => Written.Code;

    public bool IsPublished => Stage is DirectiveStage.Published;

    /// <summary>How many versions were written here: what a writer must have seen.</summary>
    public int Version => Versions.Count;

    /// <summary>What a document issued.</summary>
    public static RegisterEntry Issued(Directive directive) =>
        new(directive, directive, DirectiveStage.Published, [], SearchText.Of(directive));

    /// <summary>The entry after a version; the standing is as it is written.</summary>
    public static RegisterEntry After(RegisterEntry? before, DirectiveVersion version)
    {
        var written = version.Read();
        return new RegisterEntry(written, written, version.Stage, (before?.Versions ?? []).Add(version), SearchText.Of(written));
    }
}
