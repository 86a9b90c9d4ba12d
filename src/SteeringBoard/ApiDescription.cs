using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SteeringBoard;

/// <summary>What <c>/openapi/v1.json</c> tells beside what each endpoint tells of itself (contract.md, section 2).</summary>
internal static class ApiDescription
{
    private const string Key = "key";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(DescribeAsync);
    });

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info.Title = "SteeringBoard";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of a body; a person signed in calls with the cookie of the pages.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>What is answered before an endpoint is reached, or by all of a kind alike.</summary>
    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Responses ??= [];
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
        {
            Add("401", "No key, or one that is not known");
            Add("403", "Not the caller's right, or not the caller's body");
        }
        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true)
        {
            Add("404", "There is no such programme, body, indicator or directive");
        }
        if (context.Description.ParameterDescriptions.Any(parameter => parameter.Source.Id == "Query") || context.Description.HttpMethod == HttpMethods.Post)
        {
            Add("400", "What was asked cannot be read; the code says why");
        }
        if (context.Description.HttpMethod == HttpMethods.Post)
        {
            Add("413", "Larger than is taken");
        }
        return Task.CompletedTask;

        void Add(string status, string description) => operation.Responses.TryAdd(status, new OpenApiResponse { Description = description });
    }

    /// <summary>A number is a number: what is counted is never taken from a text, though the serializer could.</summary>
    private static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.String) && (type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number)))
        {
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        }
        return Task.CompletedTask;
    }
}
