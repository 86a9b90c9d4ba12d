using System.Text.Json;
using SteeringBoard.Contract;
using SteeringBoard.Readiness.Snapshots;

namespace SteeringBoard.Readiness.Intake;

/// <summary>Checks the readings of one document, each by itself.</summary>
internal sealed class ReadingReader(Catalog catalog, IntakeSource source, int documentBody, DateTimeOffset? documentAsOf, DateTimeOffset now, int count)
{
    private const long MaxCount = (1L << 53) - 1;

    private readonly HashSet<SlotKey> _seen = new(count);

    /// <summary>Adds the reading to the candidates, or its fault to the faults.</summary>
    public void Read(JsonElement reading, int index, ReadDocument into)
    {
        if (reading.ValueKind != JsonValueKind.Object)
        {
            into.Faults.Add(new Fault(index, null, null, ProblemCodes.MalformedReading, index));
            return;
        }
        var fields = ReadingFields.Of(reading);
        IsTextOrAbsent(fields.Body, out var bodyCode);
        IsTextOrAbsent(fields.Indicator, out var indicatorCode);
        var fault = Check(fields, index, bodyCode, indicatorCode, out var candidate);
        if (fault is null && !_seen.Add(candidate!.Slot))
        {
            fault = (ProblemCodes.DuplicateReading, []);
        }
        if (fault is { } found)
        {
            into.Faults.Add(new Fault(index, bodyCode ?? catalog.Bodies[documentBody].Code, indicatorCode, found.Code, found.Details));
        }
        else
        {
            into.Candidates.Add(candidate!);
        }
    }

    private (string Code, object[] Details)? Check(ReadingFields fields, int index, string? bodyCode, string? indicatorCode, out Candidate? candidate)
    {
        candidate = null;
        if (bodyCode is null && !IsAbsent(fields.Body))
        {
            return (ProblemCodes.MalformedReading, ["body"]);
        }
        if (!IsTextOrAbsent(fields.Item, out var part))
        {
            return (ProblemCodes.MalformedReading, ["item"]);
        }
        if (!IsTextOrAbsent(fields.Evidence, out var evidence))
        {
            return (ProblemCodes.MalformedReading, ["evidence"]);
        }
        if (!IsTextOrAbsent(fields.AsOf, out var ownTime))
        {
            return (ProblemCodes.MalformedReading, ["asOf"]);
        }
        if (!IsTextOrAbsent(fields.Note, out var note))
        {
            return (ProblemCodes.MalformedReading, ["note"]);
        }
        if (!IsTextOrAbsent(fields.Link, out var link))
        {
            return (ProblemCodes.MalformedReading, ["link"]);
        }
        if (note?.Length > ReadingEntry.MaxText || link?.Length > ReadingEntry.MaxText)
        {
            return (ProblemCodes.TextTooLong, [note?.Length > ReadingEntry.MaxText ? "note" : "link", ReadingEntry.MaxText]);
        }
        if (indicatorCode is null || catalog.IndicatorPlace(indicatorCode) is not { } indicatorPlace)
        {
            return (ProblemCodes.UnknownIndicator, [indicatorCode ?? ""]);
        }
        var bodyPlace = bodyCode is null ? documentBody : catalog.BodyPlace(bodyCode);
        if (bodyPlace is not { } body || !catalog.IsUnder(body, documentBody))
        {
            return (ProblemCodes.BodyOutOfScope, [bodyCode ?? "", catalog.Bodies[documentBody].Code]);
        }
        var cell = new CellKey(body, indicatorPlace);
        var indicator = catalog.Indicators[indicatorPlace];
        if (!catalog.IsMeasured(cell))
        {
            return (ProblemCodes.WrongLevel, [indicator.Code]);
        }
        var item = -1;
        if (part is not null && (item = Place(indicator.Items, part)) < 0)
        {
            return (ProblemCodes.UnknownItem, [part]);
        }
        if (Counts(fields, indicator, item) is var (value, total, count) && count is { } bad)
        {
            return bad;
        }
        var level = source.Default;
        if (evidence is not null && !EvidenceLevels.TryParse(evidence, out level))
        {
            return (ProblemCodes.MalformedReading, ["evidence"]);
        }
        if (level > source.Most)
        {
            return (ProblemCodes.EvidenceNotAllowed, [level.Word(), source.Most.Word()]);
        }
        var observedAt = ownTime is null ? documentAsOf : DocumentReader.Instant(ownTime);
        if (observedAt is not { } asOf)
        {
            return (ProblemCodes.MalformedReading, ["asOf"]);
        }
        if (asOf > now + DocumentReader.Ahead)
        {
            return (ProblemCodes.AsOfInFuture, [catalog.Local(asOf)]);
        }
        candidate = new Candidate(
            index, new SlotKey(cell, item, level), value, total, asOf, ownTime is not null, note, link);
        return null;
    }

    private static (long Value, long Total, (string, object[])? Fault) Counts(ReadingFields fields, Indicator indicator, int item)
    {
        if (Count(fields.Value) is not { } value)
        {
            return (0, 0, (ProblemCodes.NotACount, ["value"]));
        }
        var hasTotal = !IsAbsent(fields.Total);
        if (indicator.Counter)
        {
            return hasTotal ? (0, 0, (ProblemCodes.NotACount, ["total"])) : (value, 0, null);
        }
        if (!hasTotal || Count(fields.Total) is not (>= 1 and var total))
        {
            return (0, 0, (ProblemCodes.NotACount, ["total"]));
        }
        if (value > total)
        {
            return (0, 0, (ProblemCodes.ValueExceedsTotal, [value, total]));
        }
        return item >= 0 && total != 1 ? (0, 0, (ProblemCodes.UnknownItem, [indicator.Items[item]])) : (value, total, null);
    }

    /// <summary>A whole number from 0 to 2^53-1, however written (1.0 and 1e2 are whole); none for anything else.</summary>
    private static long? Count(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return null;
        }
        var whole = value.TryGetInt64(out var plain) ? plain : WholeNumber.Read(value.GetRawText());
        return whole is >= 0 and <= MaxCount ? whole : null;
    }

    private static bool IsAbsent(JsonElement field) => field.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Gives the text of a field, none where it is absent; false when it is there and no text.</summary>
    private static bool IsTextOrAbsent(JsonElement field, out string? text)
    {
        text = field.ValueKind == JsonValueKind.String ? DocumentReader.Text(field) : null;
        return text is not null || IsAbsent(field);
    }

    private static int Place(IReadOnlyList<string> items, string item)
    {
        for (var place = 0; place < items.Count; place++)
        {
            if (items[place] == item)
            {
                return place;
            }
        }
        return -1;
    }
}
