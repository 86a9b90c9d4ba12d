using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SteeringBoard.Shell;

namespace SteeringBoard.Tests.Shell;

public sealed class DisplayTests
{
    private static readonly CultureInfo Vietnamese = new("vi");
    private static readonly CultureInfo English = new("en");
    private static readonly CultureInfo French = new("fr");

    [Fact]
    public void Thousands_are_set_apart_as_the_language_does()
    {
        Assert.Equal("71.808", Display.Number(71_808, Vietnamese));
        Assert.Equal("71,808", Display.Number(71_808, English));
        Assert.Equal("71\u202f808", Display.Number(71_808, French));
        Assert.Equal("1.041,3", Display.Number(1041.26, 1, Vietnamese));
    }

    [Theory]
    [InlineData(71_808, 71_808, "100%")]
    [InlineData(71_807, 71_808, "99%")]
    [InlineData(0, 34, "0%")]
    [InlineData(0, 0, "0%")]
    [InlineData(long.MaxValue - 1, long.MaxValue, "99%")]
    public void A_share_is_whole_only_when_nothing_is_left(long value, long total, string shown) =>
        Assert.Equal(shown, Display.Share(value, total, English));

    [Theory]
    [InlineData("2025-06-26T14:20:00+07:00", "14:20 ngày 26/6/2025")]
    [InlineData("2025-06-30T17:00:00Z", "00:00 ngày 01/7/2025")]
    [InlineData("2024-01-25T17:00:00+07:00", "17:00 ngày 25/01/2024")]
    [InlineData("2025-02-05T00:00:00+07:00", "00:00 ngày 05/02/2025")]
    public void An_instant_is_told_in_Hanoi_time_as_official_Vietnamese_writes_it(string instant, string shown) =>
        Assert.Equal(shown, Display.Instant(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Vietnamese));

    [Fact]
    public void The_other_languages_write_the_month_out()
    {
        var instant = DateTimeOffset.Parse("2025-06-26T14:20:00+07:00", CultureInfo.InvariantCulture);

        Assert.Equal("26 June 2025, 14:20", Display.Instant(instant, English));
        Assert.Equal("26 juin 2025, 14:20", Display.Instant(instant, French));
        Assert.Equal("26 juin 14:20", Display.ShortInstant(instant, French));
        Assert.Equal("14:20 26/6", Display.ShortInstant(instant, Vietnamese));
        Assert.Equal("14:20 26/6", Display.ShortInstant(instant, instant.AddDays(-100), Vietnamese));
        Assert.Equal("14:20 26/6/2025", Display.ShortInstant(instant, instant.AddYears(1), Vietnamese));
        Assert.Equal("26 juin 2025 14:20", Display.ShortInstant(instant, instant.AddYears(-1), French));
    }

    [Fact]
    public void Whoever_reads_another_language_gets_Vietnamese()
    {
        var instant = DateTimeOffset.Parse("2025-06-26T14:20:00+07:00", CultureInfo.InvariantCulture);

        Assert.All([CultureInfo.InvariantCulture, new CultureInfo("de")], other =>
        {
            Assert.Equal("14:20 ngày 26/6/2025", Display.Instant(instant, other));
            Assert.Equal("Thứ Năm, 26/6/2025", Display.DateWithWeekday(instant, other));
            Assert.Equal("71.808", Display.Number(71_808, other));
        });
    }

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(41, "41 s")]
    [InlineData(22 * 60, "22 min")]
    [InlineData((3 * 60 + 40) * 60, "3 h 40 min")]
    [InlineData((4 * 24 + 9) * 3600, "4 d 9 h")]
    public void A_length_of_time_has_its_two_largest_units(int seconds, string shown) =>
        Assert.Equal(shown, In(English, texts => texts.Span(TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData(34_800, "09:40:00")]
    [InlineData(380_400, "4 d 09:40")]
    [InlineData(-1_200, "over by 00:20:00")]
    public void A_count_down_says_when_it_is_over(int seconds, string shown) =>
        Assert.Equal(shown, In(English, texts => texts.CountDown(TimeSpan.FromSeconds(seconds))));

    [Theory, InlineData("vi"), InlineData("en"), InlineData("fr")]
    public async Task The_page_goes_on_in_the_words_the_server_began_with(string language)
    {
        var culture = new CultureInfo(language);
        var instants = Enumerable.Range(0, 24).Select(month => new DateTimeOffset(2024, 1, 5, 17, 30, 0, TimeSpan.Zero).AddMonths(month).AddDays(month)).ToList();
        int[] lefts = [0, 59, 3_600, 86_399, 86_400, 380_400, -1, -90_000];
        long[] numbers = [0, 999, 1_000, 71_808, 1_234_567];
        var script = $$"""
            globalThis.document = { documentElement: { lang: '{{language}}' } };
            const { longInstant, countDown, number } = await import('data:text/javascript;base64,{{Convert.ToBase64String(await File.ReadAllBytesAsync(Words()))}}');
            const texts = {{JsonSerializer.Serialize(In(culture, texts => new[] { texts["countdown-days"].Value, texts["countdown-over"].Value }))}};
            console.log(JSON.stringify([
              ...[{{string.Join(',', instants.Select(instant => instant.ToUnixTimeMilliseconds()))}}].map(longInstant),
              ...[{{string.Join(',', lefts)}}].map(left => countDown(left * 1000, ...texts)),
              ...[{{string.Join(',', numbers)}}].map(number)]));
            """;

        string[] expected =
        [
            .. instants.Select(instant => $"{Display.DateWithWeekday(instant, culture)}, {Display.Time(instant)}"),
            .. lefts.Select(left => In(culture, texts => texts.CountDown(TimeSpan.FromSeconds(left)))),
            .. numbers.Select(number => Display.Number(number, culture)),
        ];
        Assert.Equal(expected, JsonSerializer.Deserialize<string[]>(await Node(script))!);
    }

    private static T In<T>(CultureInfo culture, Func<IStringLocalizer<Texts>, T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            return say(services.GetRequiredService<IStringLocalizer<Texts>>());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static async Task<string> Node(string script)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await node.StandardInput.WriteAsync(script);
        node.StandardInput.Close();
        return await node.StandardOutput.ReadToEndAsync();
    }

    private static string Words([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/SteeringBoard/wwwroot/js/words.js"));
}
