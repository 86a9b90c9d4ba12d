using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace SteeringBoard.Tests.Fixtures;

/// <summary>Connects SignalR's core client to a hub by a WebSocket alone, without negotiation.</summary>
/// <param name="format">What the hub's protocol is made of.</param>
/// <param name="compression">How messages are compressed; none: they are not.</param>
/// <param name="cookies">Sent along, as a browser does; none: no cookie.</param>
internal sealed class WebSocketConnectionFactory(
    TransferFormat format = TransferFormat.Text, WebSocketDeflateOptions? compression = null, CookieContainer? cookies = null) : IConnectionFactory
{
    /// <summary>The newest connection made; a test cuts it to play a lost line.</summary>
    public WebSocketConnection? Newest { get; private set; }

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = compression;
        socket.Options.Cookies = cookies;
        try
        {
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return Newest = new WebSocketConnection(socket, format);
    }
}

/// <summary>Pumps bytes between a WebSocket and the two pipes SignalR reads and writes.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private readonly ClientWebSocket _socket;
    private readonly WebSocketMessageType _messages;
    private readonly Pipe _received = new();
    private readonly Pipe _toSend = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _pumps;

    public WebSocketConnection(ClientWebSocket socket, TransferFormat format)
    {
        _socket = socket;
        Transport = new Duplex(_received.Reader, _toSend.Writer);
        _messages = format == TransferFormat.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        Features.Set<ITransferFormatFeature>(new Transfer(format));
        ConnectionClosed = _closed.Token;
        _pumps = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    /// <summary>Cuts the line without a goodbye.</summary>
    public override void Abort() => _socket.Abort();

    public override async ValueTask DisposeAsync()
    {
        await _toSend.Writer.CompleteAsync();
        await _received.Reader.CompleteAsync();
        await _pumps;
        _socket.Dispose();
        _closed.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        try
        {
            var flush = default(FlushResult);
            while (!flush.IsCompleted)
            {
                var result = await _socket.ReceiveAsync(_received.Writer.GetMemory(4096), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                _received.Writer.Advance(result.Count);
                flush = await _received.Writer.FlushAsync();
            }
        }
        catch (Exception exception)
        {
            // A cut line ends in one of several exceptions; the reader of the pipe is told which.
            failure = exception;
        }

        await _received.Writer.CompleteAsync(failure);
        await _closed.CancelAsync();
    }

    private async Task SendAsync()
    {
        try
        {
            ReadResult read;
            do
            {
                read = await _toSend.Reader.ReadAsync();
                foreach (var segment in read.Buffer)
                {
                    await _socket.SendAsync(segment, _messages, endOfMessage: true, CancellationToken.None);
                }

                _toSend.Reader.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line is gone: the receiving side says so.
        }

        await _toSend.Reader.CompleteAsync();
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class Transfer(TransferFormat format) : ITransferFormatFeature
    {
        public TransferFormat SupportedFormats { get; } = format;

        public TransferFormat ActiveFormat { get; set; } = format;
    }
}
