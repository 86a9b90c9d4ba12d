using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using SteeringBoard.Contract;

namespace SteeringBoard.Tests.Serving;

/// <summary>An inspector records what was seen, on a running board in the demo.</summary>
public sealed class InspectionApiTests(DemoBoard demo)
{
    private const string Address = $"api/v1/programmes/{Calls.GoLive}/inspections";

    [Fact]
    public async Task A_sheet_becomes_a_reading_of_level_inspected_and_is_taken_once()
    {
        var board = await demo.StartedAsync();
        using var inspector = await board.SignInAsync("inspector");
        var (id, photo) = (Guid.NewGuid(), "ảnh"u8.ToArray());

        var first = await TakenAsync(inspector, Sheet(id, "12", photo: photo));
        var again = await TakenAsync(inspector, Sheet(id, "12", photo: photo));

        Assert.Equal((false, true), (first.Again, again.Again));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(photo)), first.Photo);
        using var reader = board.CreateClient("sb_demo_reader");
        var reading = Assert.Single(await reader.HistoryAsync("12", "limit=1000&indicator=I03"), reading => reading.Evidence == EvidenceLevel.Inspected);
        Assert.Equal((900, "inspection"), (reading.Value, reading.Source));
        Assert.Contains("đã thấy tại chỗ", reading.Note, StringComparison.Ordinal);
        using var office = await board.SignInAsync("office");
        Assert.Equal(photo, await office.GetByteArrayAsync(new Uri($"{Address}/{id}/photo", UriKind.Relative)));
        Assert.Contains("Cầu Giấy", await office.GetStringAsync(new Uri("inspections", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("office")]
    [InlineData("auditor")]
    [InlineData("14-reporter")]
    [InlineData("79-reporter")]
    [InlineData("MOF-officer")]
    [InlineData(null)]
    public async Task Nobody_else_records_one(string? person)
    {
        using var client = await (await demo.StartedAsync()).SignInAsync(person);
        client.DefaultRequestHeaders.Accept.Clear();

        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "not-your-right", PostAsync(client, Sheet(Guid.NewGuid(), "14")));
    }

    [Theory]
    [InlineData("14-reporter")]
    [InlineData("79-approver")]
    [InlineData("MOF-officer")]
    [InlineData(null)]
    public async Task The_visited_see_neither_the_list_nor_a_photo(string? person)
    {
        var board = await demo.StartedAsync();
        using var inspector = await board.SignInAsync("inspector");
        var taken = await TakenAsync(inspector, Sheet(Guid.NewGuid(), "15", photo: [1, 2, 3]));
        using var client = await board.SignInAsync(person);
        client.DefaultRequestHeaders.Accept.Clear();

        using var list = await client.AskAsync("inspections");
        using var form = await client.AskAsync("inspections/new");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (list.StatusCode, form.StatusCode));
        await Calls.RefusedAsync(HttpStatusCode.Forbidden, "not-your-right", client.AskAsync($"{Address}/{taken.Id}/photo"));
    }

    [Theory]
    [InlineData("body", "00", HttpStatusCode.UnprocessableEntity, "unknown-body")]
    [InlineData("indicator", "I99", HttpStatusCode.UnprocessableEntity, "unknown-indicator")]
    [InlineData("value", "-1", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("value", "2113", HttpStatusCode.UnprocessableEntity, "value-exceeds-total")]
    [InlineData("takenAt", "yesterday", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("photoHash", "00", HttpStatusCode.UnprocessableEntity, "photo-damaged")]
    public async Task Bad_input_is_told_and_nothing_is_kept(string field, string value, HttpStatusCode status, string code)
    {
        var board = await demo.StartedAsync();
        using var inspector = await board.SignInAsync("inspector");
        inspector.DefaultRequestHeaders.Accept.Clear();
        var sheet = Sheet(Guid.NewGuid(), "19", photo: [1]);
        sheet[field] = value;

        await Calls.RefusedAsync(status, code, PostAsync(inspector, sheet));

        using var reader = board.CreateClient("sb_demo_reader");
        Assert.DoesNotContain(await reader.HistoryAsync("19", "limit=1000&indicator=I03"), reading => reading.Evidence == EvidenceLevel.Inspected);
    }

    [Fact]
    public async Task Without_its_key_a_form_from_elsewhere_is_refused()
    {
        using var inspector = await (await demo.StartedAsync()).SignInAsync("inspector");
        inspector.DefaultRequestHeaders.Accept.Clear();

        await Calls.RefusedAsync(HttpStatusCode.BadRequest, "bad-request", PostAsync(inspector, Sheet(Guid.NewGuid(), "20"), key: null));
    }

    internal static Dictionary<string, object> Sheet(Guid id, string body, byte[]? photo = null)
    {
        var sheet = new Dictionary<string, object>
        {
            ["id"] = id.ToString(),
            ["body"] = body,
            ["indicator"] = "I03",
            ["value"] = "900",
            ["total"] = "2112",
            ["note"] = "đã thấy tại chỗ",
            ["place"] = "Cầu Giấy",
            ["takenAt"] = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("O", CultureInfo.InvariantCulture),
        };
        if (photo is not null)
        {
            sheet["photo"] = photo;
        }
        return sheet;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, Dictionary<string, object> sheet, string? key = "id")
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in sheet)
        {
            if (value is byte[] bytes)
            {
                form.Add(new ByteArrayContent(bytes), name, "photo.jpg");
            }
            else
            {
                form.Add(new StringContent((string)value), name);
            }
        }
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, UriKind.Relative)) { Content = form };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", (string)sheet[key]);
        }
        return client.SendAsync(request);
    }

    internal static async Task<InspectionAnswer> TakenAsync(HttpClient client, Dictionary<string, object> sheet)
    {
        using var answer = await PostAsync(client, sheet);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<InspectionAnswer>(WireJson.Options))!;
    }
}
