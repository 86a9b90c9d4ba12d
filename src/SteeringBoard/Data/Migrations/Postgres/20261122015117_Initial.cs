using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SteeringBoard.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    Source = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    BodyHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: false),
                    GivenReal = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => new { x.Source, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "bodies",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Set = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Parent = table.Column<string>(type: "text", nullable: true),
                    Type = table.Column<string>(type: "text", nullable: false),
                    Communes = table.Column<int>(type: "integer", nullable: false),
                    Wards = table.Column<int>(type: "integer", nullable: false),
                    SpecialZones = table.Column<int>(type: "integer", nullable: false),
                    TileColumn = table.Column<int>(type: "integer", nullable: true),
                    TileRow = table.Column<int>(type: "integer", nullable: true),
                    Successor = table.Column<string>(type: "text", nullable: true),
                    Simulated = table.Column<bool>(type: "boolean", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Name_En = table.Column<string>(type: "text", nullable: false),
                    Name_Fr = table.Column<string>(type: "text", nullable: false),
                    Name_Vi = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bodies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "body_sets",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    OperatingFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_body_sets", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    SourceId = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    RecordedReal = table.Column<long>(type: "bigint", nullable: false),
                    Aged = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ChangeId = table.Column<long>(type: "bigint", nullable: false),
                    ReadingId = table.Column<long>(type: "bigint", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    Board = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "clocks",
                columns: table => new
                {
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Anchor = table.Column<long>(type: "bigint", nullable: false),
                    AnchorReal = table.Column<long>(type: "bigint", nullable: false),
                    Speed = table.Column<double>(type: "double precision", nullable: false),
                    AliveReal = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clocks", x => x.Programme);
                });

            migrationBuilder.CreateTable(
                name: "denominators",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    Indicator = table.Column<string>(type: "text", nullable: false),
                    Fixed = table.Column<long>(type: "bigint", nullable: false),
                    PerCommune = table.Column<long>(type: "bigint", nullable: false),
                    Simulated = table.Column<bool>(type: "boolean", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_denominators", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "directives",
                columns: table => new
                {
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    SaidOn = table.Column<string>(type: "text", nullable: false),
                    Responsible = table.Column<string[]>(type: "text[]", nullable: false),
                    OwnerNamed = table.Column<string>(type: "text", nullable: false),
                    Phrase = table.Column<string>(type: "text", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    DueBefore = table.Column<long>(type: "bigint", nullable: true),
                    NotBefore = table.Column<long>(type: "bigint", nullable: true),
                    Indicators = table.Column<string[]>(type: "text[]", nullable: false),
                    DependsOn = table.Column<string[]>(type: "text[]", nullable: false),
                    DependenciesDerived = table.Column<bool>(type: "boolean", nullable: false),
                    Notes = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Coordinating_En = table.Column<string>(type: "text", nullable: false),
                    Coordinating_Fr = table.Column<string>(type: "text", nullable: false),
                    Coordinating_Vi = table.Column<string>(type: "text", nullable: false),
                    Owner_En = table.Column<string>(type: "text", nullable: false),
                    Owner_Fr = table.Column<string>(type: "text", nullable: false),
                    Owner_Vi = table.Column<string>(type: "text", nullable: false),
                    SaidBy_En = table.Column<string>(type: "text", nullable: false),
                    SaidBy_Fr = table.Column<string>(type: "text", nullable: false),
                    SaidBy_Vi = table.Column<string>(type: "text", nullable: false),
                    Scope_En = table.Column<string>(type: "text", nullable: false),
                    Scope_Fr = table.Column<string>(type: "text", nullable: false),
                    Scope_Vi = table.Column<string>(type: "text", nullable: false),
                    Text_En = table.Column<string>(type: "text", nullable: false),
                    Text_Fr = table.Column<string>(type: "text", nullable: false),
                    Text_Vi = table.Column<string>(type: "text", nullable: false),
                    Title_En = table.Column<string>(type: "text", nullable: false),
                    Title_Fr = table.Column<string>(type: "text", nullable: false),
                    Title_Vi = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directives", x => new { x.Programme, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "heads",
                columns: table => new
                {
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heads", x => x.Programme);
                });

            migrationBuilder.CreateTable(
                name: "indicators",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Level = table.Column<string>(type: "text", nullable: false),
                    Falling = table.Column<bool>(type: "boolean", nullable: false),
                    Counter = table.Column<bool>(type: "boolean", nullable: false),
                    Items = table.Column<string[]>(type: "text[]", nullable: false),
                    TargetPerMille = table.Column<int>(type: "integer", nullable: false),
                    Wanted = table.Column<string>(type: "text", nullable: false),
                    Fresh = table.Column<TimeSpan[]>(type: "interval[]", nullable: false),
                    DueDirective = table.Column<string>(type: "text", nullable: true),
                    Family = table.Column<string>(type: "text", nullable: true),
                    Owner = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Denominator_En = table.Column<string>(type: "text", nullable: false),
                    Denominator_Fr = table.Column<string>(type: "text", nullable: false),
                    Denominator_Vi = table.Column<string>(type: "text", nullable: false),
                    EvidenceWanted_En = table.Column<string>(type: "text", nullable: false),
                    EvidenceWanted_Fr = table.Column<string>(type: "text", nullable: false),
                    EvidenceWanted_Vi = table.Column<string>(type: "text", nullable: false),
                    Name_En = table.Column<string>(type: "text", nullable: false),
                    Name_Fr = table.Column<string>(type: "text", nullable: false),
                    Name_Vi = table.Column<string>(type: "text", nullable: false),
                    Numerator_En = table.Column<string>(type: "text", nullable: false),
                    Numerator_Fr = table.Column<string>(type: "text", nullable: false),
                    Numerator_Vi = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_indicators", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    ChangeId = table.Column<long>(type: "bigint", nullable: false),
                    ReadingId = table.Column<long>(type: "bigint", nullable: false),
                    VouchId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "programmes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false),
                    BodySet = table.Column<string>(type: "text", nullable: false),
                    Zone = table.Column<string>(type: "text", nullable: false),
                    HardStop = table.Column<long>(type: "bigint", nullable: true),
                    Simulated = table.Column<bool>(type: "boolean", nullable: false),
                    Clock_Speed = table.Column<double>(type: "double precision", nullable: false),
                    Clock_Start = table.Column<long>(type: "bigint", nullable: true),
                    Clock_Until = table.Column<long>(type: "bigint", nullable: true),
                    Name_En = table.Column<string>(type: "text", nullable: false),
                    Name_Fr = table.Column<string>(type: "text", nullable: false),
                    Name_Vi = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_programmes", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "pull_leases",
                columns: table => new
                {
                    Gateway = table.Column<string>(type: "text", nullable: false),
                    Node = table.Column<string>(type: "text", nullable: false),
                    UntilReal = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pull_leases", x => x.Gateway);
                });

            migrationBuilder.CreateTable(
                name: "readings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ChangeId = table.Column<long>(type: "bigint", nullable: false),
                    BodyId = table.Column<int>(type: "integer", nullable: false),
                    IndicatorId = table.Column<int>(type: "integer", nullable: false),
                    Item = table.Column<short>(type: "smallint", nullable: false),
                    Level = table.Column<short>(type: "smallint", nullable: false),
                    Value = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    AsOf = table.Column<long>(type: "bigint", nullable: false),
                    Moves = table.Column<bool>(type: "boolean", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
                    Link = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_readings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "refusals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Programme = table.Column<string>(type: "text", nullable: true),
                    Body = table.Column<string>(type: "text", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: true),
                    RecordedReal = table.Column<long>(type: "bigint", nullable: false),
                    Problems = table.Column<string>(type: "text", nullable: false),
                    Raw = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refusals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    StartedReal = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    TookMs = table.Column<int>(type: "integer", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    Bytes = table.Column<int>(type: "integer", nullable: false),
                    Accepted = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false),
                    Refused = table.Column<int>(type: "integer", nullable: false),
                    Repeats = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "seed",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seed", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "vouches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false),
                    SourceId = table.Column<int>(type: "integer", nullable: false),
                    AfterChange = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    RecordedFrom = table.Column<long>(type: "bigint", nullable: false),
                    GraceMs = table.Column<long>(type: "bigint", nullable: false),
                    Stands = table.Column<bool>(type: "boolean", nullable: false),
                    Slots = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vouches", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "ledger",
                columns: new[] { "Id", "ChangeId", "ReadingId", "VouchId" },
                values: new object[] { 1, 0L, 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_bodies_Set_Code",
                table: "bodies",
                columns: new[] { "Set", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_changes_Programme_RecordedAt",
                table: "changes",
                columns: new[] { "Programme", "RecordedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_checkpoints_Programme_RecordedAt",
                table: "checkpoints",
                columns: new[] { "Programme", "RecordedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_denominators_Programme_Body_Indicator",
                table: "denominators",
                columns: new[] { "Programme", "Body", "Indicator" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_indicators_Programme_Code",
                table: "indicators",
                columns: new[] { "Programme", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_readings_BodyId_IndicatorId_Id",
                table: "readings",
                columns: new[] { "BodyId", "IndicatorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_refusals_Body_RecordedReal",
                table: "refusals",
                columns: new[] { "Body", "RecordedReal" });

            migrationBuilder.CreateIndex(
                name: "IX_runs_Programme_Body_StartedReal",
                table: "runs",
                columns: new[] { "Programme", "Body", "StartedReal" });

            migrationBuilder.CreateIndex(
                name: "IX_runs_StartedReal",
                table: "runs",
                column: "StartedReal");

            migrationBuilder.CreateIndex(
                name: "IX_sources_Code",
                table: "sources",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_vouches_Programme_RecordedFrom",
                table: "vouches",
                columns: new[] { "Programme", "RecordedFrom" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "bodies");

            migrationBuilder.DropTable(
                name: "body_sets");

            migrationBuilder.DropTable(
                name: "changes");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "clocks");

            migrationBuilder.DropTable(
                name: "denominators");

            migrationBuilder.DropTable(
                name: "directives");

            migrationBuilder.DropTable(
                name: "heads");

            migrationBuilder.DropTable(
                name: "indicators");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "programmes");

            migrationBuilder.DropTable(
                name: "pull_leases");

            migrationBuilder.DropTable(
                name: "readings");

            migrationBuilder.DropTable(
                name: "refusals");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "seed");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "vouches");
        }
    }
}
