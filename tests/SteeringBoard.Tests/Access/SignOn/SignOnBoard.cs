using SteeringBoard.Tests.Serving;

namespace SteeringBoard.Tests.Access.SignOn;

/// <summary>A board in production with its first administrator, and a provider its other people come in by.</summary>
public sealed class SignOnBoard : PeopleBoard
{
    internal OpenIdProvider Provider { get; } = new();

    protected override Dictionary<string, string> Settings => new(base.Settings.Concat(Provider.Settings));

    /// <summary>The board is there first: it asks the provider only when somebody wants in.</summary>
    public override async ValueTask InitializeAsync()
    {
        if (OpenIdProvider.Missing.Length == 0)
        {
            await base.InitializeAsync();
            await Provider.StartAsync(Board.Address);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        if (OpenIdProvider.Missing.Length == 0)
        {
            await base.DisposeAsync();
        }
    }

    /// <summary>Somebody of the provider, by a name of their own: what they say of themselves, and more.</summary>
    internal static (string Login, string Email) Somebody(string said)
    {
        var id = $"{Guid.NewGuid():N}";
        return ($"sub={id}&name=Nguyễn Văn {id[..4]}&email={id}@login.vn&{said}", $"{id}@login.vn");
    }
}
