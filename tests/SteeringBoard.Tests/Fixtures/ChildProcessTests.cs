using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SteeringBoard.Tests.Fixtures;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_line_is_found_before_and_after_it_is_written()
    {
        await using var child = ChildProcess.Start("bash", ["-c", "echo one; read -r; echo two; sleep 60"]);

        Assert.Equal("one", await child.LineAsync(line => line == "one", "one"));
        Assert.Equal("one", await child.LineAsync(line => line == "one", "one again"));
        await Assert.ThrowsAsync<TimeoutException>(
            () => child.LineAsync(line => line == "two", "two", TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task One_that_ends_too_early_fails_with_what_it_said()
    {
        await using var child = ChildProcess.Start("bash", ["-c", "echo 'no such port' >&2; exit 3"]);

        var failure = await Assert.ThrowsAsync<ChildProcessException>(() => child.LineAsync(line => line == "ready", "being ready"));

        Assert.Contains("ended with 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_it_ends_its_children_too()
    {
        int grandchild;
        await using (var child = ChildProcess.Start("bash", ["-c", "sleep 60 & echo $!; wait"]))
        {
            grandchild = int.Parse(await child.LineAsync(_ => true, "the child's id"), System.Globalization.CultureInfo.InvariantCulture);
            using var alive = Process.GetProcessById(grandchild);
            Assert.False(alive.HasExited);
        }

        await Eventually.HoldsAsync(() => !IsAlive(grandchild), "the grandchild to end");
    }

    [Fact]
    public async Task Environment_and_folder_are_given_to_it()
    {
        using var folder = new TempFolder();
        await using var child = ChildProcess.Start("bash", ["-c", "echo $GREETING from $PWD"], new Dictionary<string, string> { ["GREETING"] = "chào" }, folder.Path);

        Assert.Equal($"chào from {folder.Path}", await child.LineAsync(_ => true, "its greeting"));
        Assert.Equal(0, await child.ExitAsync());
    }

    [Fact]
    public void A_temporary_folder_goes_with_all_that_is_in_it()
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder["inner"]);
        File.WriteAllText(Path.Combine(folder["inner"], "file"), "text");

        folder.Dispose();

        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void A_free_port_can_be_listened_on_and_is_not_given_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePort.Next()).ToArray();

        Assert.Equal(ports.Length, ports.Distinct().Count());
        using var listener = new TcpListener(IPAddress.Loopback, ports[0]);
        listener.Start();
    }

    // A child that was killed and not yet waited for by init counts as ended.
    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
