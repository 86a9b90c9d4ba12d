global using Xunit;
global using SteeringBoard.Tests.Fixtures;
