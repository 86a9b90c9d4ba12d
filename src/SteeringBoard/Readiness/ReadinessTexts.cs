using Microsoft.Extensions.Localization;
using SteeringBoard.Shell;

namespace SteeringBoard.Readiness;

/// <summary>The words of readiness; <c>ReadinessTexts.resx</c> is Vietnamese.</summary>
public sealed class ReadinessTexts(IStringLocalizer<ReadinessTexts> own, IStringLocalizer<Texts> shared) : CultureTexts(own, shared);
