using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SteeringBoard.Benchmarks.Load;

/// <summary>
/// One viewer, as cheap as can be: a WebSocket on which SignalR's JSON protocol is spoken by hand. Of each frame only
/// <c>from</c> and <c>sequence</c> are read.
/// </summary>
internal sealed class Subscriber : IDisposable
{
    private const byte End = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[4096];
    private int _held;

    public Subscriber() => _socket.Options.KeepAliveInterval = TimeSpan.Zero;

    /// <param name="site">The board.</param>
    /// <param name="key">An API key; none for the guest.</param>
    public async Task ConnectAsync(Uri site, string? key)
    {
        var address = new UriBuilder(new Uri(site, "/hubs/board")) { Scheme = "ws", Query = key is null ? "" : "access_token=" + key };
        await _socket.ConnectAsync(address.Uri, CancellationToken.None);
        await SendAsync("""{"protocol":"json","version":1}""");
        await NextAsync(message => message.SequenceEqual("{}"u8));
    }

    public Task WatchBoardAsync(string programme) => InvokeAsync("WatchBoard", programme);

    public Task WatchFigureAsync(string figure, IReadOnlyDictionary<string, string> arguments) => InvokeAsync("WatchFigure", figure, arguments, "vi");

    /// <summary>Reads frames until the socket closes.</summary>
    /// <param name="frame">Given each frame's <c>from</c> and <c>sequence</c>.</param>
    public async Task ListenAsync(Action<long, long> frame)
    {
        while (await NextAsync(message =>
        {
            if (message.IndexOf("\"target\":\"BoardChanged\""u8) >= 0)
            {
                frame(NumberAfter(message, "\"from\":"u8), NumberAfter(message, "\"sequence\":"u8));
            }

            return true;
        }))
        {
        }
    }

    /// <summary>Tells the server that the viewer lives; it drops those it has not heard of for 30 s.</summary>
    public Task PingAsync() => SendAsync("""{"type":6}""");

    public void Dispose() => _socket.Dispose();

    private async Task InvokeAsync(string method, params object[] arguments)
    {
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments }));
        await NextAsync(message => message.IndexOf("\"type\":3"u8) >= 0
            && (message.IndexOf("\"error\""u8) < 0 ? true : throw new InvalidOperationException(Encoding.UTF8.GetString(message))));
    }

    private Task SendAsync(string message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Takes messages until one is wanted; false when the socket closes first.</summary>
    private async Task<bool> NextAsync(Predicate<ReadOnlySpan<byte>> wanted)
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _held).IndexOf(End);
            if (end >= 0)
            {
                var found = wanted(_buffer.AsSpan(0, end));
                _held -= end + 1;
                _buffer.AsSpan(end + 1, _held).CopyTo(_buffer);
                if (found)
                {
                    return true;
                }

                continue;
            }

            if (_held == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            try
            {
                var received = await _socket.ReceiveAsync(_buffer.AsMemory(_held), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return false;
                }

                _held += received.Count;
            }
            catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                return false;
            }
        }
    }

    private static long NumberAfter(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        var number = 0L;
        foreach (var digit in message[(message.IndexOf(name) + name.Length)..])
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                break;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
