using System.IO.Compression;

namespace SteeringBoard.Gateway.Serving;

/// <summary>Brotli or Gzip, where the caller asks for it.</summary>
internal static class ContentCoding
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>The coding the caller likes best of those known; none where it names none.</summary>
    public static string? Choose(HttpRequest request)
    {
        string? best = null;
        var weight = 0.0;
        foreach (var coding in request.GetTypedHeaders().AcceptEncoding)
        {
            var quality = coding.Quality ?? 1;
            var isBrotli = coding.Value.Equals(Brotli, StringComparison.OrdinalIgnoreCase);
            var isKnown = isBrotli || coding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase);
            if (isKnown && quality > 0 && (quality > weight || (quality >= weight && isBrotli)))
            {
                (best, weight) = (isBrotli ? Brotli : Gzip, quality);
            }
        }

        return best;
    }

    /// <summary>The document in that coding.</summary>
    public static byte[] Encode(byte[] document, string coding)
    {
        using var encoded = new MemoryStream(document.Length / 4);
        using (Stream stream = coding == Brotli
            ? new BrotliStream(encoded, CompressionLevel.Fastest)
            : new GZipStream(encoded, CompressionLevel.Fastest))
        {
            stream.Write(document);
        }

        return encoded.ToArray();
    }
}
