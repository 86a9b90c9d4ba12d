using System.Globalization;

namespace SteeringBoard.Benchmarks.Forecasting;

/// <summary>Forecasts that came true or not, by the odds they were told with.</summary>
internal sealed class Tenths
{
    /// <summary>With fewer forecasts a share says nothing.</summary>
    public const int Enough = 100;

    private readonly (int Told, int True, double Odds)[] _tenths = new (int, int, double)[10];
    private double _squares;
    private double _lineSquares;

    public int Count { get; private set; }

    /// <summary>Told with odds from 0.75 to 0.85.</summary>
    public int AroundEight { get; private set; }

    /// <summary>The mean square of what the odds were off by; 0 is perfect, a quarter is a coin.</summary>
    public double Brier => _squares / Count;

    /// <summary>The same of a straight line that says 1 or 0.</summary>
    public double LineBrier => _lineSquares / Count;

    /// <summary>The most by which a tenth's share of hits is off its odds, in points of a hundred, over tenths with enough forecasts.</summary>
    public double WorstPoints => _tenths.Where(tenth => tenth.Told >= Enough).Max(tenth => 100 * Math.Abs(Share(tenth) - tenth.Odds / tenth.Told));

    public void Add(double odds, bool line, bool came)
    {
        ref var tenth = ref _tenths[Math.Min(9, (int)Math.Floor(odds * 10 + 1e-9))];
        tenth = (tenth.Told + 1, tenth.True + (came ? 1 : 0), tenth.Odds + odds);
        AroundEight += odds is >= 0.75 and <= 0.85 ? 1 : 0;
        _squares += Math.Pow(odds - (came ? 1 : 0), 2);
        _lineSquares += line == came ? 0 : 1;
        Count++;
    }

    /// <summary>The table, as Markdown.</summary>
    public override string ToString() => string.Join('\n',
    [
        "| odds told | forecasts | mean odds | came true | off by |",
        "| --- | --- | --- | --- | --- |",
        .. _tenths.Select((tenth, place) => tenth.Told == 0
            ? string.Create(CultureInfo.InvariantCulture, $"| {place / 10.0:0.0}-{(place + 1) / 10.0:0.0} | 0 | – | – | – |")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"| {place / 10.0:0.0}-{(place + 1) / 10.0:0.0} | {tenth.Told} | {tenth.Odds / tenth.Told:0.000} | {Share(tenth):0.000} | {Share(tenth) - tenth.Odds / tenth.Told:+0.000;-0.000} |")),
    ]);

    private static double Share((int Told, int True, double Odds) tenth) => (double)tenth.True / tenth.Told;
}
