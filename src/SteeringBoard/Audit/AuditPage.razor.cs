using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SteeringBoard.Shell;

namespace SteeringBoard.Audit;

/// <summary>The trail for those who read it, newest first; the filters are in the address. It needs no circuit and no script.</summary>
public sealed partial class AuditPage(AuditBook book, AuditTrail trail, AuditGuide guide, NavigationManager navigation) : ComponentBase
{
    /// <summary>More than any words leave room for: a detail that is not there is empty.</summary>
    private const int MostDetails = 9;

    private static readonly string[] Kinds =
    [
        "readings", "denominator", "directive", "assignment", "accountable", "evidence", "export", "inspection", "finding", "report", "access", "admin", "job", "demo", "record",
        "seed", "bodies",
    ];

    private AuditFound? _found;
    private AuditMark? _head;

    [SupplyParameterFromQuery(Name = "programme")]
    public string? ProgrammeCode { get; set; }

    [SupplyParameterFromQuery(Name = Moment.Key)]
    public string? AtWord { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "what")]
    public string? What { get; set; }

    [SupplyParameterFromQuery(Name = "body")]
    public string? BodyCode { get; set; }

    /// <summary>As a form gives it: Hà Nội time.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>As a form gives it: Hà Nội time.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>The number the page before ended with.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? BeforeWord { get; set; }

    private long? Before => AddressNumber.Read(BeforeWord);

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var search = new AuditSearch
        {
            Words = Words,
            Who = Who,
            What = What,
            Body = BodyCode?.Trim(),
            From = Moment.Read(From),
            To = Moment.Read(To),
            AsOf = Moment.Read(AtWord),
            Before = Before,
        };
        _found = Authentication is null ? null : await book.FindAsync((await Authentication).User, search, CancellationToken.None);
        if (_found is not null)
        {
            _head = await trail.HeadAsync(CancellationToken.None);
        }
        else if (Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private string Acted(AuditRow row) => string.Join(" · ", new[]
    {
        row.Role.Length > 0 && A[$"role-{row.Role}"] is { ResourceNotFound: false } role ? role.Value : row.Role,
        row.ByBody is { } body ? guide.BodyName(body) : "",
    }.Where(part => part.Length > 0));

    /// <summary>What was done, in words.</summary>
    private string Headline(AuditRow row)
    {
        var words = A[$"what-{row.What}"];
        return words.ResourceNotFound ? row.What
            : HasRoom(words) ? A[$"what-{row.What}", [.. row.Told.Select(InWords).Concat(Enumerable.Repeat("", MostDetails)).Take(MostDetails)]]
            : words;
    }

    /// <summary>What the words left no room for, as it was written.</summary>
    private IEnumerable<string> Lines(AuditRow row) => HasRoom(A[$"what-{row.What}"])
        ? []
        : row.Told.Where(detail => detail.Length > 0).Select(detail => Moment.Read(detail) is { } moment ? Display.Instant(moment) : detail);

    /// <summary>The name of a role in the reader's language; anything else as it was written.</summary>
    private string InWords(string detail) => A[$"role-{detail}"] is { ResourceNotFound: false } role ? role.Value : detail;

    private static bool HasRoom(string words) => words.Contains('{', StringComparison.Ordinal);

    private string On(AuditRow row) => string.Join(" · ", new[]
    {
        row.What.StartsWith("readings", StringComparison.Ordinal) || row.Subject is ['/', ..] ? "" : row.Subject ?? "",
        row.Body is { } body ? guide.BodyName(body) : "",
        row.Programme ?? "",
    }.Where(part => part.Length > 0).DefaultIfEmpty("–"));

    private string PageAddress(long? before) => new Uri(navigation.GetUriWithQueryParameter("before", before)).PathAndQuery;
}
