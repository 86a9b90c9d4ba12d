using System.Net.Http.Json;
using System.Security.Cryptography;
using SteeringBoard.Contract;
using SteeringBoard.Tests.Fixtures;
using static SteeringBoard.Tests.Serving.DirectiveCalls;

namespace SteeringBoard.Tests.Serving;

/// <summary>What a board finds among its files when it starts.</summary>
public sealed class EvidenceSweepTests
{
    [Fact]
    public async Task A_start_takes_away_old_files_that_nothing_names_and_leaves_evidence_and_photos()
    {
        await using var board = await BoardProcess.StartAsync(new Dictionary<string, string> { ["Demo:Enabled"] = "true", ["Demo:Claims"] = "false", ["Demo:Speed"] = "1" });
        using var province = board.CreateClient("sb_demo_79");
        var evidence = await SentAsync(province, "bằng chứng"u8.ToArray());
        await province.UpdateAsync("G08", "79", Said("progress", 0) with { File = evidence, FileName = "a.txt" });
        var photo = "ảnh"u8.ToArray();
        using (var inspector = await board.SignInAsync("inspector"))
        {
            await InspectionApiTests.TakenAsync(inspector, InspectionApiTests.Sheet(Guid.NewGuid(), "12", photo: photo));
        }
        var orphan = await SentAsync(province, "bỏ lại"u8.ToArray());
        var folder = Path.Combine(board.DataDirectory, "evidence");
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        }
        var fresh = await SentAsync(province, "vừa gửi"u8.ToArray());

        await board.RestartAsync();

        string[] left = [evidence, Convert.ToHexStringLower(SHA256.HashData(photo)), fresh];
        Assert.Equal(left.Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.DoesNotContain(orphan, left);
    }

    private static async Task<string> SentAsync(HttpClient client, byte[] content)
    {
        using var answer = await client.SendFileAsync("G08", "79", content);
        return (await answer.Content.ReadFromJsonAsync<FileAnswer>(WireJson.Options))!.File;
    }
}
