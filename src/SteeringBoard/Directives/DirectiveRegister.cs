using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Bodies;
using SteeringBoard.Data;
using SteeringBoard.Directives.Assignments;
using SteeringBoard.Programmes;

namespace SteeringBoard.Directives;

/// <summary>A committed step of a register.</summary>
/// <param name="After">The register after it.</param>
/// <param name="Directive">Code of the directive that was written or whose assignment was updated; none when somebody was named for a body.</param>
/// <param name="Body">Code of the body whose assignment was updated or for which somebody was named; none for a version of the directive itself.</param>
public sealed record RegisterStep(RegisterSnapshot After, string? Directive, string? Body);

/// <summary>The directives and assignments of every programme as they stand, filled once at start and moved on by what is written.</summary>
public sealed class DirectiveRegister
{
    private readonly Lock _gate = new();
    private FrozenDictionary<string, Kept> _byProgramme = FrozenDictionary<string, Kept>.Empty;
    private Action<RegisterStep>[] _followers = [];

    /// <summary>The published directives of a programme as they stand, by code; none for one there is not.</summary>
    /// <param name="programme">Its code.</param>
    /// <param name="then">As they stood at a past moment of programme time; none: now.</param>
    public IReadOnlyList<Directive> Of(string programme, DateTimeOffset? then = null) =>
        Current(programme) is { } register ? (then is { } moment ? register.AsOf(moment) : register).Published : [];

    /// <summary>The newest register of a programme; none for one there is not.</summary>
    public RegisterSnapshot? Current(string? programme) => programme is null ? null : _byProgramme.GetValueOrDefault(programme)?.Snapshot;

    /// <summary>Calls back after each step, in order, until disposed. A follower only takes note: it must not block or throw.</summary>
    public IDisposable Follow(Action<RegisterStep> follower)
    {
        lock (_gate)
        {
            _followers = [.. _followers, follower];
        }
        return new Following(this, follower);
    }

    /// <summary>The last rows that are in it.</summary>
    internal (long Version, long Update, long Named) Last { get; private set; }

    internal async Task FillAsync(IRecord record, CancellationToken cancellation)
    {
        await using var db = record.Open();
        var issued = (await db.Set<Directive>().AsNoTracking().ToListAsync(cancellation)).ToLookup(directive => directive.Programme);
        var bodies = (await db.Set<Body>().AsNoTracking().OrderBy(body => body.Id).ToListAsync(cancellation)).ToLookup(body => body.Set);
        Fill((await db.Set<Programme>().AsNoTracking().ToListAsync(cancellation))
            .Select(programme => new RegisterSnapshot(programme, new BodiesTakingPart(bodies[programme.BodySet]), issued[programme.Code])));
        await CatchUpAsync(db, cancellation);
    }

    internal void Fill(IEnumerable<RegisterSnapshot> registers)
    {
        _byProgramme = registers.ToFrozenDictionary(register => register.Programme.Code, register => new Kept(register), StringComparer.Ordinal);
        Last = default;
    }

    /// <summary>Takes in what the record holds and it does not yet. Only one caller at a time.</summary>
    internal async Task CatchUpAsync(BoardDb db, CancellationToken cancellation)
    {
        var (version, update, named) = Last;
        foreach (var row in await db.Set<DirectiveVersion>().AsNoTracking().Where(row => row.Id > version).OrderBy(row => row.Id).ToListAsync(cancellation))
        {
            Take(row);
        }
        foreach (var row in await db.Set<Accountable>().AsNoTracking().Where(row => row.Id > named).OrderBy(row => row.Id).ToListAsync(cancellation))
        {
            Take(row);
        }
        foreach (var row in await db.Set<AssignmentUpdate>().AsNoTracking().Where(row => row.Id > update).OrderBy(row => row.Id).ToListAsync(cancellation))
        {
            Take(row);
        }
    }

    /// <summary>Moves on by a row that is committed. Only one caller at a time.</summary>
    internal void Take(DirectiveVersion version)
    {
        Last = Last with { Version = Math.Max(Last.Version, version.Id) };
        Publish(version.Programme, register => register.With(version), version.Code, null);
    }

    /// <inheritdoc cref="Take(DirectiveVersion)"/>
    internal void Take(AssignmentUpdate update)
    {
        Last = Last with { Update = Math.Max(Last.Update, update.Id) };
        Publish(update.Programme, register => register.With(update), update.Directive, update.Body);
    }

    /// <inheritdoc cref="Take(DirectiveVersion)"/>
    internal void Take(Accountable row)
    {
        Last = Last with { Named = Math.Max(Last.Named, row.Id) };
        Publish(row.Programme, register => register.With(row), null, row.Body);
    }

    private void Publish(string programme, Func<RegisterSnapshot, RegisterSnapshot> move, string? directive, string? body)
    {
        // A programme that the seed no longer has keeps its rows, and has no register.
        if (_byProgramme.GetValueOrDefault(programme) is not { } kept)
        {
            return;
        }
        kept.Snapshot = move(kept.Snapshot);
        var step = new RegisterStep(kept.Snapshot, directive, body);
        foreach (var follower in Volatile.Read(ref _followers))
        {
            follower(step);
        }
    }

    private sealed class Kept(RegisterSnapshot snapshot)
    {
        private RegisterSnapshot _snapshot = snapshot;

        public RegisterSnapshot Snapshot
        {
            get => Volatile.Read(ref _snapshot);
            set => Volatile.Write(ref _snapshot, value);
        }
    }

    private sealed class Following(DirectiveRegister register, Action<RegisterStep> follower) : IDisposable
    {
        public void Dispose()
        {
            lock (register._gate)
            {
                register._followers = [.. register._followers.Where(other => other != follower)];
            }
        }
    }
}
