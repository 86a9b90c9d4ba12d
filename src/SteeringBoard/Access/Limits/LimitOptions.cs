using System.Globalization;
using SteeringBoard.Data;

namespace SteeringBoard.Access.Limits;

/// <summary>How often anybody may ask (<c>Access:Limits</c> in the configuration). A second's worth may come at once.</summary>
/// <param name="Key">Requests a second of one API key.</param>
/// <param name="DemoKey">Requests a second of one key of the demo, and of its guests of one address.</param>
/// <param name="Person">Requests a second of one person, over all their devices.</param>
/// <param name="Address">Requests a second of one address, of those who are neither; a province may share one.</param>
/// <param name="SignIn">Tries to sign in, or to accept an invitation, a minute of one address.</param>
public sealed record LimitOptions(int Key = 200, int DemoKey = 500, int Person = 50, int Address = 100, int SignIn = 10)
{
    private const int Most = 1_000_000;

    /// <exception cref="OptionsException">A value is wrong; it names the key.</exception>
    public static LimitOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Access:Limits");
        foreach (var child in section.GetChildren())
        {
            if (child.Key is not (nameof(Key) or nameof(DemoKey) or nameof(Person) or nameof(Address) or nameof(SignIn)))
            {
                throw new OptionsException($"{child.Path} is no limit: there are Key, DemoKey, Person, Address and SignIn.");
            }
        }
        var usual = new LimitOptions();
        return new(
            Read(nameof(Key), usual.Key), Read(nameof(DemoKey), usual.DemoKey), Read(nameof(Person), usual.Person), Read(nameof(Address), usual.Address),
            Read(nameof(SignIn), usual.SignIn));

        int Read(string name, int otherwise) =>
            section[name] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most ? value
            : throw new OptionsException($"Access:Limits:{name} is '{text}': it must be a whole number from 1 to {Most}.");
    }
}
