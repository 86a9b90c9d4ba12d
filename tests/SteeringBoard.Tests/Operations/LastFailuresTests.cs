using Microsoft.Extensions.Logging;
using SteeringBoard.Operations;
using SteeringBoard.Tests.Fixtures;

// What is logged here is what is tested.
#pragma warning disable CA1848

namespace SteeringBoard.Tests.Operations;

public sealed class LastFailuresTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly LastFailures _failures;
    private readonly ILogger _own;
    private readonly ILogger _other;

    public LastFailuresTests()
    {
        _failures = new LastFailures(_time);
        _own = _failures.CreateLogger("SteeringBoard.Readiness.Recording.Recorder");
        _other = _failures.CreateLogger("Npgsql.Connection");
    }

    public void Dispose() => _failures.Dispose();

    [Fact]
    public void A_failure_is_kept_with_its_reference_its_origin_and_the_type_of_its_cause()
    {
        _own.LogError(new IOException("a secret"), "{Count} submissions were not written (reference {Reference})", 3, "0123abcd");

        var failure = Assert.Single(_failures.All);
        Assert.Equal(new LoggedFailure(_time.GetUtcNow(), true, "Recorder", "3 submissions were not written", nameof(IOException), "0123abcd", 1), failure);
    }

    [Fact]
    public void What_others_fill_in_is_not_shown()
    {
        _other.LogWarning("Connecting with {ConnectionString}", "Password=secret");

        Assert.Equal("Connecting with {ConnectionString}", Assert.Single(_failures.All).Text);
    }

    [Fact]
    public void The_same_again_is_one_row_with_the_newest_reference_and_comes_first()
    {
        _own.LogWarning("Late (reference {Reference})", "1");
        _own.LogWarning("Other");
        _own.LogWarning("Late (reference {Reference})", "2");

        Assert.Equal([("Late", "2", 2), ("Other", null, 1)], _failures.All.Select(failure => (failure.Text, failure.Reference, failure.Times)));
    }

    [Fact]
    public void Only_the_last_fifty_are_kept_and_no_news()
    {
        _own.LogInformation("All is well");
        for (var number = 0; number < 60; number++)
        {
            _own.LogWarning("Number {Number}", number);
        }

        Assert.Equal(LastFailures.Most, _failures.All.Count);
        Assert.Equal("Number 59", _failures.All[0].Text);
        Assert.Equal("Number 10", _failures.All[^1].Text);
    }
}
