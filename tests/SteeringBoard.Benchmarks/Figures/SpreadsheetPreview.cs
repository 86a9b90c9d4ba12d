using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SteeringBoard.Benchmarks.Reporting;

namespace SteeringBoard.Benchmarks.Figures;

/// <summary>
/// The office's spreadsheet of the whole country: 3,321 communes by 10 indicators, each a change. Seconds from sending the file until its preview
/// is shown, and what the board's memory grows by meanwhile, at its highest.
/// </summary>
internal static partial class SpreadsheetPreview
{
    private const int Runs = 3;
    private const int Values = 33_210;
    private const double Megabyte = 1024 * 1024;

    public static async Task<IReadOnlyList<Row>> MeasureAsync()
    {
        await using var board = await BoardServer.StartScreensAsync();
        using var client = new HttpClient { BaseAddress = board.Server.Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        await SignInAsync(client);
        var file = Filled(await client.GetByteArrayAsync(new Uri($"/report/file/template.xlsx?programme={BoardServer.Programme}", UriKind.Relative)));
        var (seconds, memory) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var before = (await board.StateAsync()).WorkingSet;
            using var watched = new CancellationTokenSource();
            var highest = HighestAsync(board.Server.ProcessId, watched.Token);
            var started = Stopwatch.GetTimestamp();
            await PreviewAsync(client, file);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            await watched.CancelAsync();
            memory.Add((await highest - before) / Megabyte);
        }
        return
        [
            Row.Of("preview of a spreadsheet of 33,210 values", "s", seconds, Bar.AtMost(5)),
            Row.Of("preview of a spreadsheet of 33,210 values, memory on top", "MB", memory, Bar.AtMost(300)),
        ];
    }

    /// <summary>The template with a number in every cell of every indicator.</summary>
    private static byte[] Filled(byte[] template)
    {
        using var stream = new MemoryStream();
        stream.Write(template);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal));
            string sheet;
            using (var reader = new StreamReader(part.Open()))
            {
                sheet = reader.ReadToEnd();
            }
            var filled = 0;
            // Of a row the code, the name and the province come first; what follows is empty or a number.
            sheet = Empty().Replace(sheet, _ => string.Create(CultureInfo.InvariantCulture, $"<x:c s=\"0\"><x:v>{++filled % 2}</x:v></x:c>"));
            if (filled != Values)
            {
                throw new InvalidOperationException($"The template has {filled} cells to fill, not {Values}.");
            }
            var name = part.FullName;
            part.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false));
            writer.Write(sheet);
        }
        return stream.ToArray();
    }

    private static async Task PreviewAsync(HttpClient client, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(client, $"/report/file?programme={BoardServer.Programme}")), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "file", "country.xlsx" },
        };
        using var answer = await client.PostAsync(new Uri($"/report/file/upload?programme={BoardServer.Programme}", UriKind.Relative), form);
        var address = answer.RequestMessage!.RequestUri!;
        var page = await answer.Content.ReadAsStringAsync();
        while (page.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal))
        {
            await Task.Delay(50);
            page = await client.GetStringAsync(address);
        }
        if (answer.StatusCode is not HttpStatusCode.OK || !Sums().IsMatch(page))
        {
            throw new InvalidOperationException("The file was not previewed.");
        }
    }

    private static async Task<long> HighestAsync(int process, CancellationToken cancellation)
    {
        long highest = 0;
        while (!cancellation.IsCancellationRequested)
        {
            using var now = Process.GetProcessById(process);
            highest = Math.Max(highest, now.WorkingSet64);
            await Task.Delay(20, CancellationToken.None);
        }
        return highest;
    }

    private static async Task SignInAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent([new("person", "office"), new("back", "/"), new("__RequestVerificationToken", await TokenAsync(client, "/sign-in"))]);
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> TokenAsync(HttpClient client, string page)
    {
        var text = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        return Token().Match(text[text.IndexOf("<main", StringComparison.Ordinal)..]).Groups["value"].Value;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex("<x:c s=\"0\"( ?/>|><x:v>[0-9]+</x:v></x:c>|></x:c>)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Empty();

    [GeneratedRegex("33,?210 numbers change", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sums();
}
