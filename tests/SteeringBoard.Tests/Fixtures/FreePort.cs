using System.Net;
using System.Net.Sockets;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>Loopback ports nobody listens on.</summary>
public static class FreePort
{
    // Below the ports the system hands to outgoing connections (32768 and up), so that none of those takes one before its server does.
    private const int First = 20_000;
    private const int Count = 12_000;

    // Test processes that run side by side start at different places; within one process no port is given twice in a row.
    private static int _next = Environment.ProcessId * 97;

    /// <summary>A port that was free a moment ago and that no other caller in this process was given lately.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No loopback port from {First} to {First + Count} is free.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
