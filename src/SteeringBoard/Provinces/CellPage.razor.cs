using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Access;
using SteeringBoard.Bodies;
using SteeringBoard.Collection.Gateways;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness;
using SteeringBoard.Readiness.Api;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Rules;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.Shell;

namespace SteeringBoard.Provinces;

/// <summary>
/// The story of a number: what is known at each level and what counts of it, every reading with who, when and where from, what was refused,
/// what contradicts, who signed. At a past moment: as it was known then.
/// </summary>
public sealed partial class CellPage(BoardFeed feed, Sources sources, GatewayRegistry gateways, IRecord record, IServiceProvider services)
{
    private (string Programme, string Code)? _theirs;
    private Actor _actor = new("", ActorRole.Guest, null);
    private string? _denominator;
    private IReadOnlyList<CellApproval>? _approvals;

    /// <summary>The body's code.</summary>
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    /// <summary>The indicator's code.</summary>
    [Parameter, EditorRequired]
    public required string IndicatorCode { get; set; }

    /// <summary>The number of the reading the page before ended with.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? BeforeWord { get; set; }

    private long? Before => AddressNumber.Read(BeforeWord);

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>Whether this body, in this programme, is the reader's to see: what changes in place is asked for anew.</summary>
    private bool IsTheirs => _theirs == (Programme, Code);

    private CellKey? Key =>
        Catalog.BodyPlace(Code) is { } body && Catalog.IndicatorPlace(IndicatorCode) is { } indicator && Catalog.IsMeasured(new CellKey(body, indicator))
            ? new CellKey(body, indicator)
            : null;

    protected override async Task OnParametersSetAsync()
    {
        // What was read of the cell before is not this one's.
        (_denominator, _approvals) = (null, null);
        if (Authentication is not null)
        {
            var asked = (Programme, Code);
            var user = (await Authentication).User;
            (_actor, _theirs) = (user.Actor(), feed.TryScope(asked.Programme, asked.Code, user, out _) ? asked : null);
        }
        if (Key is null || !IsTheirs)
        {
            if (Http is { Response.HasStarted: false })
            {
                Http.Response.StatusCode = Key is null ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
            }
            return;
        }
        await using (var db = record.Open())
        {
            var rows = await db.Set<DenominatorRow>().AsNoTracking().InForce(Catalog.Programme).Where(row => row.Indicator == IndicatorCode).ToListAsync();
            _denominator = (rows.Find(row => row.Body == Code) ?? rows.Find(row => BodyGroups.Holds(row.Body, Catalog.Body(Code)!.Kind)))?.Source;
        }
        _approvals = services.GetService<CellApprovals>() is { } approvals ? await approvals(Programme, Code, IndicatorCode, Now, CancellationToken.None) : null;
    }

    /// <summary>Why this counts and not another.</summary>
    private string Why(Verdict verdict, Indicator indicator) =>
        (verdict.Counts is null ? P["why-unknown"] : verdict.Vetoed ? P["why-vetoed"] : !verdict.Fresh ? P["why-stale"] : P["why-strongest"])
        + (verdict.Regressed ? " " + P["why-regressed"] : "") + " " + P["why-wanted", T[$"evidence-{indicator.Wanted.Word()}"]];

    /// <summary>Who or what it came from: a gateway with its address, a key, a person.</summary>
    private string EndpointOf(LevelReading reading)
    {
        if (reading.Source == LevelReading.Sum)
        {
            return "";
        }
        var code = sources.Code(reading.Source);
        return sources.Kind(reading.Source) switch
        {
            "seed" => "",
            "gateway" when gateways.Find(Programme, code.Split(':')[^1]) is { } gateway => gateway.Registration.Address.Authority,
            _ => code,
        };
    }

    /// <summary>Whether it adds up its communes.</summary>
    private bool Summed(Cell cell) =>
        !Catalog.Communes[Key!.Value.Body].IsEmpty && EvidenceLevels.All.Any(level => cell.Levels[level] is { Source: LevelReading.Sum, Parts.IsEmpty: false });
}
