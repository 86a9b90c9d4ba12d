using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SteeringBoard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AuditMilestones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audit_AtReal",
                table: "audit");

            migrationBuilder.CreateIndex(
                name: "IX_audit_AtReal",
                table: "audit",
                column: "AtReal",
                filter: "\"Number\" % 64 = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audit_AtReal",
                table: "audit");

            migrationBuilder.CreateIndex(
                name: "IX_audit_AtReal",
                table: "audit",
                column: "AtReal");
        }
    }
}
