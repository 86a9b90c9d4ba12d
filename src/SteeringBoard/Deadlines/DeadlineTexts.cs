using Microsoft.Extensions.Localization;
using SteeringBoard.Shell;

namespace SteeringBoard.Deadlines;

/// <summary>The words of deadlines; <c>DeadlineTexts.resx</c> is Vietnamese.</summary>
public sealed class DeadlineTexts(IStringLocalizer<DeadlineTexts> own, IStringLocalizer<Texts> shared) : CultureTexts(own, shared);
