using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SteeringBoard.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CellHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_readings_BodyId_IndicatorId_Id",
                table: "readings");

            migrationBuilder.CreateIndex(
                name: "IX_readings_BodyId_IndicatorId",
                table: "readings",
                columns: new[] { "BodyId", "IndicatorId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_readings_BodyId_IndicatorId",
                table: "readings");

            migrationBuilder.CreateIndex(
                name: "IX_readings_BodyId_IndicatorId_Id",
                table: "readings",
                columns: new[] { "BodyId", "IndicatorId", "Id" });
        }
    }
}
