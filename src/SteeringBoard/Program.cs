using SteeringBoard;
using SteeringBoard.Backups;
using SteeringBoard.Data;
using SteeringBoard.Seed;

try
{
    return args switch
    {
        ["--help" or "-h" or "help", ..] => Commands.Help(),
        ["import", "bodies", var file, .. var rest] => await Commands.ImportBodiesAsync(file, rest),
        ["invite", var name, var email, var role, .. var rest] => await Commands.InviteAsync(name, email, role, rest),
        ["backup", var file, .. var rest] => await Commands.BackupAsync(file, rest),
        ["restore", var file, .. var rest] => await Commands.RestoreAsync(file, rest),
        ["audit", "verify", .. var rest] => await Commands.VerifyAuditAsync(rest),
        ["seed", "--check", ..] => Commands.CheckSeed(),
        ["serve", .. var rest] => await Serving.RunAsync(rest),
        [] => await Serving.RunAsync([]),
        [var first, ..] when first.StartsWith("--", StringComparison.Ordinal) => await Serving.RunAsync(args),
        _ => Commands.Unknown(args),
    };
}
catch (Exception error) when (error is OptionsException or SeedException or StartException or BackupException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

/// <summary>The board's executable; public so that tests can start it.</summary>
public partial class Program;
