using SteeringBoard.Access;
using SteeringBoard.Tests.Fixtures;

namespace SteeringBoard.Tests.Directives;

/// <summary>Those who come to the register in every test.</summary>
internal static class Cast
{
    public static readonly Actor Office = new("Văn phòng", ActorRole.Office, null);
    public static readonly Actor Auditor = new("Kiểm toán", ActorRole.Auditor, null);
    public static readonly Actor Ministry = new("Cán bộ Bộ", ActorRole.Officer, TestProgramme.Ministry);
    public static readonly Actor Province = new("Cán bộ tỉnh", ActorRole.Reporter, TestProgramme.Province);
    public static readonly Actor ProvinceApprover = new("Chánh Văn phòng tỉnh", ActorRole.Approver, TestProgramme.Province);
    public static readonly Actor ProvinceSystem = new("province-79", ActorRole.System, TestProgramme.Province);
    public static readonly Actor OtherProvince = new("Cán bộ tỉnh khác", ActorRole.Reporter, TestProgramme.OtherProvince);

    /// <summary>Signed in, and of no programme.</summary>
    public static readonly Actor Stranger = new("Người lạ", ActorRole.Officer, "ELSEWHERE");

    /// <summary>A key of the body that only reads.</summary>
    public static readonly Actor ProvinceReader = new("reader-79", ActorRole.Reader, TestProgramme.Province);

    /// <summary>Nobody signed in.</summary>
    public static readonly Actor Nobody = new("guest", ActorRole.Guest, null);

    /// <summary>All who never write for <see cref="TestProgramme.Province"/>.</summary>
    public static IReadOnlyList<Actor> NotOfTheProvince { get; } = [Office, Auditor, Ministry, OtherProvince, Stranger, ProvinceReader, Nobody];

    /// <summary>All who never decide.</summary>
    public static IReadOnlyList<Actor> NotTheOffice { get; } =
        [Auditor, Ministry, Province, ProvinceApprover, ProvinceSystem, OtherProvince, Stranger, ProvinceReader, Nobody];
}
