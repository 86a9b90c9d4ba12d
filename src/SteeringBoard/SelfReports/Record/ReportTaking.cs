using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SteeringBoard.Contract;
using SteeringBoard.Data;
using SteeringBoard.Readiness.Intake;
using SteeringBoard.Readiness.Recording;
using SteeringBoard.Readiness.Snapshots;
using SteeringBoard.SelfReports.Rules;
using SteeringBoard.Telemetry;

namespace SteeringBoard.SelfReports.Record;

/// <summary>
/// Takes the readings of a signed report in, through the one way there is: as a readiness/1 document of level claimed. What is signed is
/// taken in once, however often it is tried: the document of a report is always the same, and carries the report as its key.
/// </summary>
public sealed partial class ReportTaking(Boards boards, DocumentIntake intake, Sources sources, ReportWriting writing, TimeProvider time, ILogger<ReportTaking> logger)
{
    /// <summary>The kind of source, as the record names it.</summary>
    public const string SourceKind = "report";

    private const int Tries = 5;

    /// <summary>Takes a signed report in; the report after it, approved once its readings are durable.</summary>
    public async Task<Report> TakeAsync(Report report, CancellationToken cancellation)
    {
        if (report.State is not ReportState.Signed || boards.Find(report.Programme) is not { } board)
        {
            return report;
        }
        var code = $"{SourceKind}:{report.Province}";
        var source = new IntakeSource(
            await sources.NumberAsync(code, SourceKind, cancellation), code, report.Province, EvidenceLevel.Claimed, EvidenceLevel.Claimed, TimeSpan.Zero);
        var key = string.Create(CultureInfo.InvariantCulture, $"{report.Programme}-{report.Number}");
        for (var attempt = 1; ; attempt++)
        {
            var result = await intake.TakeAsync(Document(report), source, key, cancellation);
            if (result.RetryAfter is { } wait && attempt < Tries)
            {
                await Task.Delay(wait, time, cancellation);
                continue;
            }
            if (result.Answer is not { } answer)
            {
                Log.NotTaken(logger, report.Programme, report.Province, report.Number, result.Refusal?.Code ?? "", Reference.New());
                return report;
            }
            return await CloseAsync(report, board, answer, cancellation);
        }
    }

    /// <summary>The document a signed report is: as of the moment it was sent, since the approver vouches for what was said then.</summary>
    internal static byte[] Document(Report report)
    {
        var readings = from pair in report.Fields
                       orderby pair.Key.Indicator, pair.Key.Item, pair.Key.Body
                       let text = pair.Value.Text
                       select new ReadingEntry
                       {
                           Indicator = pair.Key.Indicator,
                           Item = pair.Key.Item,
                           Body = pair.Key.Body,
                           Value = CountText.Digits(text.Value)!.Value,
                           // Signed is what each number is of, so that nothing that happens meanwhile makes it another document.
                           Total = CountText.Digits(text.Total),
                           Note = text.Note.Length > 0 ? text.Note : null,
                       };
        return JsonSerializer.SerializeToUtf8Bytes(
            new ReadinessDocument { Programme = report.Programme, Body = report.Province, AsOf = report.Sent!.At, Readings = [.. readings] }, WireJson.Options);
    }

    private async Task<Report> CloseAsync(Report report, Board board, PushAnswer answer, CancellationToken cancellation)
    {
        var taken = report.Entries[^1] with
        {
            Id = 0,
            Changes = [],
            Number = report.Version + 1,
            Action = ReportAction.Take,
            Answer = JsonSerializer.Serialize(answer, WireJson.Options),
            At = board.Clock.GetUtcNow(),
            AtReal = time.GetUtcNow(),
        };
        try
        {
            await writing.AddAsync(taken, cancellation);
            return report.With(taken);
        }
        catch (DbUpdateException)
        {
            // Another node has closed it in the same moment.
            return await writing.OfAsync(report.Programme, report.Province, report.Number, cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Report {Number} of {Province} in {Programme} is signed and was not taken in: {Code} (reference {Reference}); tried again each half minute")]
        public static partial void NotTaken(ILogger logger, string programme, string province, int number, string code, string reference);
    }
}

/// <summary>Takes in what was signed and not taken in, as when the board was stopped between the two.</summary>
internal sealed partial class SignedReports(ReportWriting writing, ReportTaking taking, TimeProvider time, ILogger<SignedReports> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TakeAllAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The board is stopping.
        }
    }

    private async Task TakeAllAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var signed in await writing.SignedAsync(cancellation))
            {
                await taking.TakeAsync(await writing.OfAsync(signed.Programme, signed.Province, signed.Report, cancellation), cancellation);
            }
        }
        catch (Exception error) when (Outage.Is(error))
        {
            Log.NotRead(logger, error, Reference.New());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Signed reports could not be read; tried again in half a minute (reference {Reference})")]
        public static partial void NotRead(ILogger logger, Exception error, string reference);
    }
}
