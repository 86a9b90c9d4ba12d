using SteeringBoard.Bodies;

namespace SteeringBoard.Access;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Id">What is sent to sign in: <c>office</c>, <c>auditor</c>, <c>MOF-officer</c>, <c>79-reporter</c>, <c>79-approver</c>.</param>
/// <param name="Name">A simulated title, marked so; no real person.</param>
/// <param name="Role">What the person acts as.</param>
/// <param name="Body">Code of the body the person speaks for; none for the office and the auditor.</param>
public sealed record Person(string Id, string Name, ActorRole Role, string? Body);

/// <summary>
/// The people of the demo, until there are real ones: the office, an auditor, and two for each ministry, agency and province. Nobody
/// asks them for a password, so they are there only with <c>Demo:Enabled</c>. A code that two sets of bodies share is one pair of people.
/// </summary>
public sealed class DemoCast(Func<IEnumerable<Body>> bodies)
{
    /// <summary>Everybody: the office, the auditor, then by body.</summary>
    public IEnumerable<Person> All =>
    [
        new Person("office", "Văn phòng Phó Thủ tướng (mô phỏng)", ActorRole.Office, null),
        new Person("auditor", "Kiểm toán viên (mô phỏng)", ActorRole.Auditor, null),
        .. bodies().DistinctBy(body => body.Code).SelectMany(Of),
    ];

    /// <summary>The body somebody speaks for; none for one who speaks for no body.</summary>
    public Body? BodyOf(Person person) => bodies().FirstOrDefault(body => body.Code == person.Body);

    /// <summary>Somebody by id; none when there is nobody.</summary>
    public Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id);

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
        _ => [],
    };
}
