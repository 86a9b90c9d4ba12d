using System.Globalization;
using System.Net;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Gateway;

public sealed class FileSourceTests
{
    [Theory]
    [InlineData("indicator,value,total,item,body,as_of,evidence,note,link", ',')]
    [InlineData("chỉ tiêu;giá trị;tổng số;hạng mục;đơn vị;thời điểm;mức bằng chứng;ghi chú;liên kết", ';')]
    [InlineData("CHI TIEU\tGia tri\tTong so\tHang muc\tDon vi\tThoi diem\tMuc bang chung\tGhi chu\tLien ket", '\t')]
    public async Task Every_column_is_read_whatever_the_language_of_the_header(string header, char separator)
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        string[] row = ["I02", "1", "1", "meeting", "79", "24/6/2025 08:00", "tested", "đã thử", "https://a.vn/1"];
        gateway.Write("a.csv", 5, header, string.Join(separator, row));

        var document = await gateway.DocumentAsync();

        Assert.Equal(("readiness/1", GoLive.Programme, "79"), (document.Contract, document.Programme, document.Body));
        Assert.Equal(
            new ReadingEntry
            {
                Indicator = "I02",
                Value = 1,
                Total = 1,
                Item = "meeting",
                Body = "79",
                AsOf = GoLive.At("06-24 08:00"),
                Evidence = EvidenceLevel.Tested,
                Note = "đã thử",
                Link = "https://a.vn/1",
            },
            Assert.Single(document.Readings));
    }

    [Fact]
    public async Task A_workbook_is_read_with_its_numbers_and_dates()
    {
        await using var gateway = await FileGateway.StartAsync("a.xlsx");
        gateway.WriteWorkbook(
            "a.xlsx",
            5,
            ["Chỉ tiêu", "Giá trị", "Tổng số", "Đơn vị", "Thời điểm"],
            ["I03", 1874, 2112, null, new DateTime(2025, 6, 24, 8, 30, 0)],
            ["I10", 1, 1, "00070", null],
            ["I10", 1, 1, 26734, null],
            ["I10", 1, 1, 79, null],
            ["I04", 12.5, 20, null, null]);

        var readings = (await gateway.DocumentAsync()).Readings;
        var page = await gateway.StatusPageAsync();

        Assert.Equal(["I03", "I10", "I10"], readings.Select(reading => reading.Indicator));
        Assert.Equal((1874L, 2112L, GoLive.At("06-24 08:30")), (readings[0].Value, readings[0].Total, readings[0].AsOf));
        Assert.Equal(["00070", "26734"], readings.Skip(1).Select(reading => reading.Body));
        Assert.Contains("row 5: the body code “79” must be text", page, StringComparison.Ordinal);
        Assert.Contains("row 6: “12.5” is not a whole number", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_are_named_and_the_good_ones_served()
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write(
            "a.csv",
            5,
            "indicator,value,total,as_of,evidence",
            "I03,1874,2112,,",
            "",
            "I04,1.874,2112,,",
            ",5,6,,",
            "I05,,1,,",
            "I06,7,6,,",
            "I07,0,0,,",
            "I08,1,2,tomorrow,",
            "I09,1,2,,sworn",
            "I03,1,2,,",
            "I10,3,4,,");

        Assert.Equal(["I03", "I10"], (await gateway.DocumentAsync()).Readings.Select(reading => reading.Indicator));
        var page = await gateway.StatusPageAsync();
        foreach (var row in Enumerable.Range(4, 8))
        {
            Assert.Contains($"a.csv, row {row}:", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("row 12:", page, StringComparison.Ordinal);
        Assert.Contains("a.csv, dòng 4:", await gateway.StatusPageAsync("vi"), StringComparison.Ordinal);
        Assert.Contains("a.csv, ligne 4", await gateway.StatusPageAsync("fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_read_again()
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write("a.csv", 9, "indicator,value", "I03,1");
        Assert.Equal(1, Assert.Single((await gateway.DocumentAsync()).Readings).Value);

        var writtenAt = gateway.Write("a.csv", 5, "indicator,value", "I03,2");
        var document = await gateway.DocumentAsync();

        Assert.Equal(2, Assert.Single(document.Readings).Value);
        Assert.Equal(writtenAt, document.AsOf.UtcDateTime, TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData("a.csv", "indicator,value\nI03,\"2")]
    [InlineData("a.csv", "what,how many\nI03,2")]
    [InlineData("a.csv", "indicator,value\nI03,two\nI04,three")]
    [InlineData("a.csv", "indicator,value,note\nI03,2,\u00ff", true)]
    [InlineData("a.xlsx", "this is no workbook")]
    public async Task A_file_that_becomes_unreadable_stays_served_with_the_age_it_had(string name, string broken, bool latin1 = false)
    {
        await using var gateway = await FileGateway.StartAsync(name);
        var writtenAt = name == "a.csv"
            ? gateway.Write(name, 30, "indicator,value", "I03,1")
            : gateway.WriteWorkbook(name, 30, ["indicator", "value"], ["I03", 1]);
        var tag = (await gateway.GetAsync()).Headers.ETag;

        File.WriteAllText(Path.Combine(gateway.Folder, name), broken, latin1 ? System.Text.Encoding.Latin1 : System.Text.Encoding.UTF8);
        File.SetLastWriteTimeUtc(Path.Combine(gateway.Folder, name), writtenAt.AddMinutes(10));
        using var answer = await gateway.GetAsync();

        Assert.Equal(tag, answer.Headers.ETag);
        var asOf = DateTimeOffset.Parse(Assert.Single(answer.Headers.GetValues("Readiness-As-Of")), CultureInfo.InvariantCulture);
        Assert.Equal(writtenAt, asOf.UtcDateTime, TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain("No faults", await gateway.StatusPageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_stays_served_and_is_read_when_it_is_back()
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write("a.csv", 30, "indicator,value", "I03,1");
        Assert.Single((await gateway.DocumentAsync()).Readings);

        File.Delete(Path.Combine(gateway.Folder, "a.csv"));
        Assert.Single((await gateway.DocumentAsync()).Readings);
        Assert.Contains("is gone", await gateway.StatusPageAsync(), StringComparison.Ordinal);

        gateway.Write("a.csv", 5, "indicator,value", "I03,1", "I04,2");
        Assert.Equal(2, (await gateway.DocumentAsync()).Readings.Count);
        Assert.Contains("No faults", await gateway.StatusPageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_saved_in_the_future_is_told()
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write("a.csv", -60, "indicator,value", "I03,1");
        Assert.Contains("saved in the future", await gateway.StatusPageAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing,of,ours")]
    [InlineData("indicator,value", "I03,two")]
    public async Task What_was_never_read_is_an_error_not_an_empty_document(params string[] lines)
    {
        await using var gateway = await FileGateway.StartAsync("a.csv");
        gateway.Write("a.csv", 5, lines);

        using var answer = await gateway.GetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_folder_is_one_document_as_old_as_its_oldest_file()
    {
        await using var gateway = await FileGateway.StartAsync();
        var oldest = gateway.Write("1.csv", 120, "indicator,value", "I03,1");
        var newest = gateway.WriteWorkbook("2.xlsx", 10, ["indicator", "value"], ["I04", 2], ["I03", 3]);
        gateway.Write("~$2.xlsx", 10, "a lock file");
        gateway.Write("notes.txt", 10, "not a table");

        var document = await gateway.DocumentAsync();

        Assert.Equal(oldest, document.AsOf.UtcDateTime, TimeSpan.FromMilliseconds(1));
        Assert.Equal([("I03", 1L), ("I04", 2L)], document.Readings.Select(reading => (reading.Indicator, reading.Value)));
        Assert.Null(document.Readings[0].AsOf);
        Assert.Equal(newest, document.Readings[1].AsOf!.Value.UtcDateTime, TimeSpan.FromMilliseconds(1));
        Assert.Contains("row 3: I03 was given before", await gateway.StatusPageAsync(), StringComparison.Ordinal);

        File.Delete(Path.Combine(gateway.Folder, "1.csv"));
        Assert.Equal([("I04", 2L), ("I03", 3L)], (await gateway.DocumentAsync()).Readings.Select(reading => (reading.Indicator, reading.Value)));
    }
}
