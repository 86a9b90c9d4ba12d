using SteeringBoard.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShell();

var app = builder.Build();
app.MapShell();
app.Run();

/// <summary>The board's executable; public so that tests can start it.</summary>
public partial class Program;
