using System.Text;

namespace SteeringBoard.Tests.Seed;

/// <summary>A wrong row is refused with file, row and reason, and nothing of the folder is used.</summary>
public sealed class SeedFaultTests : IDisposable
{
    private readonly SeedCopy _seed = new();

    public void Dispose() => _seed.Dispose();

    [Theory]
    [InlineData("vn-2025/bodies.csv", "04,", "04,province", "04,district", "kind is 'district'")]
    [InlineData("vn-2025/bodies.csv", "04,", "province,VN,", "province,XX,", "parent XX is no body of the set")]
    [InlineData("vn-2025/bodies.csv", "04,", "province,VN,", "province,,", "parent is empty")]
    [InlineData("vn-2025/bodies.csv", "04,", ",4,0,", ",2,2,", "tile 2,2 is there already")]
    [InlineData("vn-2025/bodies.csv", "04,", ",56,3,0,", ",56,53,4,", "more than its 56")]
    [InlineData("vn-2025/bodies.csv", "04,", ",56,3,0,", ",fifty,3,0,", "communes is 'fifty'")]
    [InlineData("vn-2025/bodies.csv", "04,", "Cao Bằng", "", "name_vi is empty")]
    [InlineData("vn-2025/bodies.csv", "04,", ",no,", ",maybe,", "simulated is 'maybe'")]
    [InlineData("vn-2024/bodies.csv", "91,", ",91,no,", ",99,no,", "successor 99 is no body of vn-2025")]
    [InlineData("body-sets.csv", "vn-2025", "2025-07-01", "2025-06-01", "before it is valid")]
    [InlineData("body-sets.csv", "vn-2025", "2025-07-01", "1 July 2025", "operating_from is '1 July 2025'")]
    [InlineData("go-live-2025/programme.csv", "go-live", ",vn-2025,", ",vn-2030,", "body_set vn-2030")]
    [InlineData("go-live-2025/programme.csv", "go-live", "Asia/Ho_Chi_Minh", "Asia/Nowhere", "zone Asia/Nowhere")]
    [InlineData("go-live-2025/programme.csv", "go-live", "2025-06-24T08:00:00+07:00", "2025-06-24T08:00:00", "clock_start is '2025-06-24T08:00:00', not an instant with an offset")]
    [InlineData("go-live-2025/programme.csv", "go-live", ",60,", ",-60,", "clock_speed is '-60'")]
    [InlineData("go-live-2025/programme.csv", "go-live", "2025-07-01T12:00:00+07:00", "2025-06-01T12:00:00+07:00", "clock_until is not after")]
    [InlineData("go-live-2025/indicators.csv", "I03,", "I03,province,", "I03,district,", "level is 'district'")]
    [InlineData("go-live-2025/indicators.csv", "I03,", ",PT24H,", ",24 hours,", "fresh_claimed is '24 hours', not a duration")]
    [InlineData("go-live-2025/indicators.csv", "I03,", ",PT24H,", ",P1M,", "fresh_claimed is 'P1M', not a duration")]
    [InlineData("go-live-2025/indicators.csv", "I03,", ",PT24H,", ",PT0S,", "fresh_claimed is 'PT0S', not a duration")]
    [InlineData("go-live-2025/indicators.csv", "I03,", ",1000,", ",1001,", "target_per_mille")]
    [InlineData("go-live-2025/indicators.csv", "I03,", ",G12,", ",G99,", "due_directive G99")]
    [InlineData("go-live-2025/indicators.csv", "I03,", ",services,", ",servers,", "family is 'servers'")]
    [InlineData("go-live-2025/indicators.csv", "I01,", "procedures;documents", "procedures;papers", "papers is not in items.csv")]
    [InlineData("go-live-2025/indicators.csv", "I12,", ",MOF,", ",MOX,", "owner MOX")]
    [InlineData("go-live-2025/directives.csv", "G03,", ",MOST,", ",MOX,", "responsible MOX")]
    [InlineData("go-live-2025/directives.csv", "G03,", "I28;I30", "I28;I98", "I98 is no indicator")]
    [InlineData("go-live-2025/directives.csv", "G05,", ",G03,derived", ",G98,derived", "depends_on G98")]
    [InlineData("go-live-2025/directives.csv", "G05,", ",G03,derived", ",G03,", "dependencies tells said or derived")]
    [InlineData("go-live-2025/directives.csv", "G03,", "2025-06-27T00:00:00+07:00", "2025-07-01T00:00:01+07:00", "past the hard stop")]
    [InlineData("go-live-2025/directives.csv", "G03,", ",before,", ",soon,", "rule is 'soon'")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I03", "2112", "0", "total is '0'")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I03", "2112", "districts", "total is 'districts'")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I03", "provinces", "communes", "I03 is not measured at communes")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I03", "provinces", "97", "97 is no body")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I03", "I03", "I97", "I97 is no indicator")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I01,meeting", "meeting", "phone", "phone is no part of I01")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I01,meeting", ",1,", ",2,", "the total of a part is 1")]
    [InlineData("go-live-2025/denominators.csv", "VN,I12", "3355", "communes", "the total for VN is 0")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", ",21,25,", ",26,25,", "value 26 is more than total 25")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", ",21,25,", ",21,24,", "total 24 is not the 25")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", ",21,25,", ",21,,", "total is empty")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", ",21,25,", ",2.5,25,", "value is '2.5'")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", "claimed", "rumoured", "level is 'rumoured'")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", "+07:00", "", "not an instant with an offset")]
    [InlineData("go-live-2025/readings.csv", "VN,I22", "VN,I22", "79,I22", "I22 is not measured at 79")]
    [InlineData("project-06/readings.csv", "VN,J05", ",5142,,", ",5142,9000,", "J05 is a counter")]
    [InlineData("project-06/indicators.csv", "J05,", ",rising,,,", ",rising,,1000,", "a counter has no target")]
    [InlineData("go-live-2025/course.csv", "2025-06-24", "I22", "I96", "I96 is no indicator")]
    [InlineData("go-live-2025/course.csv", "2025-06-24", ",21,25,", ",26,25,", "done 26 is more than of 25")]
    public void A_wrong_row_is_refused_with_file_row_and_reason(string file, string rowBegins, string old, string with, string reason)
    {
        var row = _seed.Replace(file, rowBegins, old, with);
        var outcome = _seed.Read();
        Assert.Null(outcome.Value);
        Assert.Contains(outcome.Faults, fault => fault.File == file && fault.Row == row && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vn-2025/bodies.csv", "04,province,VN,province,Cao Bằng,Cao Bang,Cao Bang,56,3,0,,,,no,twice", "04 is there already")]
    [InlineData("go-live-2025/denominators.csv", "provinces,I03,,5,no,twice", "provinces I03 is there already")]
    [InlineData("go-live-2025/items.csv", "meeting,a,b,c,twice", "meeting is there already")]
    [InlineData("project-06/readings.csv", "VN,J06,,claimed,23043,,2024-01-25T00:00:00+07:00,,Working group,dispatch 004", "is there already")]
    public void A_row_that_is_there_twice_is_refused(string file, string row, string reason)
    {
        var line = _seed.Add(file, row);
        Assert.Contains(_seed.Read().Faults, fault => fault.File == file && fault.Row == line && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Directives_that_wait_on_each_other_are_refused_with_the_way_round()
    {
        var row = _seed.Replace("go-live-2025/directives.csv", "G03,", "I28;I30,,,", "I28;I30,G13,derived,");
        var outcome = _seed.Read();
        Assert.Contains(outcome.Faults, fault => fault.Row == row && fault.Reason == "waits on itself: G03 > G13 > G03");
    }

    [Fact]
    public void What_begins_after_the_stop_may_be_due_after_it()
    {
        _seed.Replace("go-live-2025/directives.csv", "G41,", ",after,,", ",after,2025-08-01T00:00:00+07:00,");
        Assert.Empty(_seed.Read().Faults);
    }

    [Fact]
    public void A_missing_and_an_unknown_column_are_named()
    {
        _seed.Replace("go-live-2025/items.csv", "code,", "name_fr", "name_de");
        Assert.Equal(
            ["go-live-2025/items.csv, row 1: column 'name_fr' is missing", "go-live-2025/items.csv, row 1: column 'name_de' is not known"],
            _seed.Read().Faults.Where(fault => fault.File.EndsWith("items.csv", StringComparison.Ordinal)).Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_row_with_a_field_too_few_is_refused()
    {
        var row = _seed.Replace("go-live-2025/readings.csv", "VN,I22", "VN,I22,", "VN,I22");
        Assert.Contains(_seed.Read().Faults, fault => fault.Row == row && fault.Reason.Contains("fields", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_with_broken_quotes_is_refused()
    {
        var row = _seed.Add("go-live-2025/items.csv", "extra,\"a\"b,c,d,e");
        Assert.Contains(_seed.Read().Faults, fault => fault.Row == row && fault.Reason.Contains("quotes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(_seed.PathOf("project-06/denominators.csv"));
        Assert.Contains(_seed.Read().Faults, fault => fault.ToString() == "project-06/denominators.csv: the file is missing");
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_refused()
    {
        File.WriteAllText(_seed.PathOf("project-06/items.csv"), "code,name_vi,name_en,name_fr,source\né,é,é,é,é\n", Encoding.Latin1);
        Assert.Contains(_seed.Read().Faults, fault => fault.File == "project-06/items.csv" && fault.Reason.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_from_a_spreadsheet_with_its_mark_and_line_ends_is_read()
    {
        var path = _seed.PathOf("go-live-2025/items.csv");
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Empty(_seed.Read().Faults);
    }

    [Fact]
    public void All_faults_are_told_at_once_by_file_and_row()
    {
        var third = _seed.Replace("go-live-2025/readings.csv", "VN,I22", ",21,25,", ",26,25,");
        var second = _seed.Replace("go-live-2025/indicators.csv", "I05,", ",PT24H,", ",soon,");
        var first = _seed.Replace("go-live-2025/indicators.csv", "I03,", ",PT24H,", ",soon,");
        Assert.Equal(
            [("go-live-2025/indicators.csv", first), ("go-live-2025/indicators.csv", second), ("go-live-2025/readings.csv", third)],
            _seed.Read().Faults.Select(fault => (fault.File, fault.Row)));
    }

    [Fact]
    public void An_empty_folder_is_no_seed()
    {
        Directory.Delete(_seed.Folder, recursive: true);
        Directory.CreateDirectory(_seed.Folder);
        Assert.NotEmpty(_seed.Read().Faults);
    }
}
