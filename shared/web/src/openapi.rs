//! The OpenAPI 3.1 document, made from the route table. Its schemas are JSON Schema 2020-12, which
//! is what `schemars` writes.

use crate::problem::Problem;
use crate::routes::{Output, Route};
use kernel::permission::Scope;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The document for the public part of these routes.
pub fn openapi(routes: &[Route]) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for route in routes.iter().filter(|route| route.path.starts_with("/api/v1/")) {
        let Some(operation) = operation(route, &mut generator) else { continue };
        let path = paths.entry(route.path.clone()).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = operation;
    }
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".into(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Nassij", "version": env!("CARGO_PKG_VERSION"), "license": { "name": "MPL-2.0", "identifier": "MPL-2.0" } },
        "servers": [{ "url": "/" }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn operation(route: &Route, generator: &mut schemars::SchemaGenerator) -> Option<Value> {
    let shape = route.shape.as_ref()?;
    let input = resolve((shape.input)(generator).to_value(), generator);
    let in_path: Vec<&str> = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
    let mut parameters: Vec<Value> =
        in_path.iter().map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })).collect();
    let reads = route.method == "GET" || shape.upload;
    if reads {
        parameters.extend(query_parameters(&input, &in_path));
    } else {
        parameters.push(json!({ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 255 } }));
    }
    let content = match shape.output {
        Output::Json(schema) => json!({ "application/json": { "schema": schema(generator) } }),
        Output::File => json!({ "*/*": { "schema": { "type": "string", "format": "binary" } } }),
    };
    let status = if shape.created { "201" } else { "200" };
    let mut operation = json!({
        "summary": route.summary,
        "operationId": operation_id(route),
        "tags": [route.service],
        "x-permission": route.permission,
        "parameters": parameters,
        "responses": {
            (status): { "description": "Done", "content": content },
            "default": { "description": "Refused", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
        },
    });
    if shape.upload {
        operation["requestBody"] = json!({ "required": true, "content": { "application/octet-stream": {} } });
    } else if !reads {
        operation["requestBody"] = json!({ "content": { "application/json": { "schema": without(input, &in_path) } } });
    }
    if route.scope == Scope::Public {
        operation["security"] = json!([]);
    }
    Some(operation)
}

fn resolve(schema: Value, generator: &schemars::SchemaGenerator) -> Value {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
    name.and_then(|name| generator.definitions().get(name).cloned()).unwrap_or(schema)
}

fn query_parameters(input: &Value, in_path: &[&str]) -> Vec<Value> {
    let required = |name: &str| input["required"].as_array().is_some_and(|list| list.iter().any(|item| item == name));
    let properties = input["properties"].as_object().into_iter().flatten();
    properties
        .filter(|(name, _)| !in_path.contains(&name.as_str()))
        .map(|(name, schema)| json!({ "name": name, "in": "query", "required": required(name), "schema": schema }))
        .collect()
}

/// The input's schema without what the path says.
fn without(mut input: Value, in_path: &[&str]) -> Value {
    for name in in_path {
        if let Some(properties) = input.get_mut("properties").and_then(Value::as_object_mut) {
            properties.remove(*name);
        }
        if let Some(required) = input.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|item| item != name);
        }
    }
    input
}

/// `GET /api/v1/associations/{association}/members` → `get_associations_association_members`
fn operation_id(route: &Route) -> String {
    let path = route.path.trim_start_matches("/api/v1/").replace(['{', '}'], "").replace(['/', '-', '.'], "_");
    format!("{}_{path}", route.method.as_str().to_lowercase())
}

fn problem_schema() -> Value {
    // written by hand: the shape is RFC 9457's, not ours to derive
    let _: fn(Problem) = |Problem { code: _, title: _, status: _, params: _, errors: _, request_id: _ }| ();
    json!({
        "type": "object",
        "required": ["type", "title", "status"],
        "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
            "params": { "type": "object", "additionalProperties": { "type": "string" } },
            "errors": { "type": "array", "items": { "type": "object", "required": ["field", "code"], "properties": {
                "field": { "type": "string" }, "code": { "type": "string" },
                "params": { "type": "object", "additionalProperties": { "type": "string" } },
            } } },
            "request_id": { "type": "string" },
        },
    })
}
