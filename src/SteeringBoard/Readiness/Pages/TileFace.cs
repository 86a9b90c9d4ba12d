using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SteeringBoard.Contract;
using SteeringBoard.Shell;

namespace SteeringBoard.Readiness.Pages;

/// <summary>What a tile of the map shows: a name, a status and a bar. It is one text for all who look at it, for the same reason as a <see cref="StatusMark"/>.</summary>
internal static class TileFace
{
    private static readonly KeptMarkup<Face> Kept = new(most: 512);

    private readonly record struct Face(string Language, string Name, CellStatus Status, long? Claimed, long? Pulled, long? Tested, long? Inspected);

    /// <param name="texts">In the language of whoever draws.</param>
    /// <param name="name">Whose tile it is.</param>
    /// <param name="group">How it stands.</param>
    public static MarkupString Of(IStringLocalizer<Texts> texts, string name, Group group) => Kept.Of(
        new Face(CultureInfo.CurrentUICulture.Name, name, group.Status, group.Share[0], group.Share[1], group.Share[2], group.Share[3]), Draw, (texts, group));

    private static MarkupString Draw(Face face, (IStringLocalizer<Texts> Texts, Group Group) with) => new(
        $"""<span class="name">{Markup.Encode(face.Name)}</span> {StatusMark.Of(with.Texts, face.Status, wordHidden: true)} {EvidenceBar.OfShares(with.Texts, face.Name, with.Group.Share)}""");
}
