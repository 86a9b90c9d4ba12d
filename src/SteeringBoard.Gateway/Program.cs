Console.WriteLine("SteeringBoard.Gateway");
