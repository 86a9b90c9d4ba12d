using SteeringBoard.Bodies;

namespace SteeringBoard.Access;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Id">What is sent to sign in: <c>office</c>, <c>auditor</c>, <c>MOF-officer</c>, <c>79-reporter</c>, <c>79-approver</c>, <c>inspector</c>.</param>
/// <param name="Name">A simulated title, marked so; no real person.</param>
/// <param name="Role">What the person acts as.</param>
/// <param name="Body">Code of the body the person speaks for; none for one who speaks for no body.</param>
public sealed record Person(string Id, string Name, ActorRole Role, string? Body);

/// <summary>
/// The people of the demo: the office, an auditor, an inspector, an operator, an administrator, two for each ministry, agency and province,
/// and one for each vendor and each commune-level unit. Nobody
/// asks them for a password, so they are there only with <c>Demo:Enabled</c>. A code that two sets of bodies share is one pair of people.
/// </summary>
public sealed class DemoCast(Func<IEnumerable<Body>> bodies)
{
    /// <summary>Those of no body, then by body; without the thousands of commune-level units, which <see cref="Find"/> knows.</summary>
    public IEnumerable<Person> All =>
    [
        new Person("office", "Văn phòng Phó Thủ tướng (mô phỏng)", ActorRole.Office, null),
        new Person("auditor", "Kiểm toán viên (mô phỏng)", ActorRole.Auditor, null),
        new Person("inspector", "Thành viên đoàn kiểm tra (mô phỏng)", ActorRole.Inspector, null),
        new Person("operator", "Cán bộ vận hành (mô phỏng)", ActorRole.Operator, null),
        new Person("administrator", "Quản trị hệ thống (mô phỏng)", ActorRole.Administrator, null),
        .. bodies().Where(body => body.Kind != BodyKind.Commune).DistinctBy(body => body.Code).SelectMany(Of),
    ];

    /// <summary>The body somebody speaks for; none for one who speaks for no body.</summary>
    public Body? BodyOf(Person person) => bodies().FirstOrDefault(body => body.Code == person.Body);

    /// <summary>Somebody by id; none when there is nobody.</summary>
    public Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id)
        ?? bodies().Where(body => body.Kind == BodyKind.Commune && id?.StartsWith(body.Code, StringComparison.Ordinal) == true).SelectMany(Of).FirstOrDefault(person => person.Id == id);

    private static IEnumerable<Person> Of(Body body) => body.Kind switch
    {
        BodyKind.Ministry or BodyKind.Agency =>
        [
            new Person($"{body.Code}-officer", "Cán bộ đầu mối (mô phỏng)", ActorRole.Officer, body.Code),
            new Person($"{body.Code}-approver", "Chánh Văn phòng (mô phỏng)", ActorRole.Approver, body.Code),
        ],
        BodyKind.Province =>
        [
            new Person($"{body.Code}-reporter", "Cán bộ báo cáo (mô phỏng)", ActorRole.Reporter, body.Code),
            new Person($"{body.Code}-approver", "Chánh Văn phòng UBND (mô phỏng)", ActorRole.Approver, body.Code),
        ],
        BodyKind.Vendor => [new Person($"{body.Code}-vendor", "Đầu mối nhà cung cấp (mô phỏng)", ActorRole.Vendor, body.Code)],
        BodyKind.Commune => [new Person($"{body.Code}-reporter", "Cán bộ báo cáo cấp xã (mô phỏng)", ActorRole.CommuneReporter, body.Code)],
        _ => [],
    };
}
