using SteeringBoard.Access;
using SteeringBoard.SelfReports.Pages;
using SteeringBoard.SelfReports.Record;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.SelfReports.Spreadsheets;
using SteeringBoard.Shell;

namespace SteeringBoard.SelfReports;

/// <summary>Registers what provinces say of themselves: the form, the approval, the spreadsheet.</summary>
public static class SelfReportsExtensions
{
    public static IServiceCollection AddSelfReports(this IServiceCollection services)
    {
        ReportRights.Add(services);
        services.AddSingleton<ReportWriting>();
        services.AddSingleton<ReportTaking>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<ReportWords>();
        services.AddSingleton<KeptForm>();
        services.AddHostedService<SignedReports>();
        services.AddSingleton<SheetWords>();
        services.AddSingleton<Template>();
        services.AddSingleton<UploadedFiles>();
        services.AddSingleton<Previews>();
        services.AddSingleton(new PersonLink(ReportPage.Path, "nav-report", (person, body) => person.Actor() is var actor && ReportRules.Reports(actor) && (body is null || actor.Body == body)));
        return services;
    }

    public static void MapSelfReports(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        DraftEndpoint.Map(app);
        SheetEndpoints.Map(app);
    }
}
