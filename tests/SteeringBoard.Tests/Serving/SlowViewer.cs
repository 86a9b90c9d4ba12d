using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>A viewer on a poor line: its system takes in little, and it reads only when the test says so.</summary>
internal sealed class SlowViewer : IDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly MemoryStream _received = new();

    public static async Task<SlowViewer> ConnectAsync(Uri board, CancellationToken cancellation)
    {
        var viewer = new SlowViewer();
        using var line = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        await viewer._socket.ConnectAsync(new UriBuilder(new Uri(board, "hubs/board")) { Scheme = "ws" }.Uri, line, cancellation);
        await viewer.SayAsync("""{"protocol":"json","version":1}""", cancellation);
        return viewer;
    }

    /// <summary>Watches a body, and gives the sequence it then holds.</summary>
    public async Task<long> WatchBodiesAsync(string programme, string under, CancellationToken cancellation)
    {
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"WatchBodies","arguments":["{{programme}}","{{under}}"]}""", cancellation);
        while (true)
        {
            var message = await ReadAsync(cancellation);
            if (message["invocationId"]?.GetValue<string>() == "1")
            {
                return message["result"]!["sequence"]!.GetValue<long>();
            }
        }
    }

    /// <summary>The next frame of a board.</summary>
    public async Task<BoardFrame> FrameAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var message = await ReadAsync(cancellation);
            if (message["target"]?.GetValue<string>() == nameof(IBoardClient.BoardChanged))
            {
                return message["arguments"]![0].Deserialize<BoardFrame>(WireJson.Options)!;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _received.Dispose();
    }

    private Task SayAsync(string message, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    private async Task<JsonNode> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var bytes = _received.GetBuffer().AsMemory(0, (int)_received.Length);
            if (bytes.Span.IndexOf((byte)End) is var end and >= 0)
            {
                var message = JsonNode.Parse(bytes.Span[..end])!;
                var rest = bytes[(end + 1)..].ToArray();
                _received.SetLength(0);
                _received.Write(rest);
                return message;
            }
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            _received.Write(_buffer.AsSpan(0, part.Count));
        }
    }
}
