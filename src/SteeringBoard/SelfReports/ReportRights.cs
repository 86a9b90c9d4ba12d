using SteeringBoard.Access;
using SteeringBoard.SelfReports.Rules;

namespace SteeringBoard.SelfReports;

/// <summary>The policies of reports. What somebody may do with which number is decided where the rule lives (<see cref="ReportRules"/>).</summary>
public static class ReportRights
{
    /// <summary>Has a report of their own, to fill or to decide.</summary>
    public const string Report = "report";

    /// <summary>Fills reports by spreadsheet: who has one, and the office those of all.</summary>
    public const string Fill = "report-fill";

    internal static void Add(IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(Report, policy => policy.RequireAssertion(context => ReportRules.Reports(context.User.Actor())))
        .AddPolicy(Fill, policy => policy.RequireAssertion(context => context.User.Actor() is var actor && (ReportRules.Reports(actor) || actor.IsOffice)));
}
