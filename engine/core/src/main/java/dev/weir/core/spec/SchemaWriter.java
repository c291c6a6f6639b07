package dev.weir.core.spec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes JSON Schema for settings. */
final class SchemaWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String REFERENCE = "|.*\\$\\{.+";

    private final List<ConnectionSpec> connections;

    SchemaWriter(List<ConnectionSpec> connections) {
        this.connections = connections;
    }

    String settings(ProcessorSpec spec) {
        var schema = JSON.objectNode().put("$schema", DIALECT).put("title", spec.name());
        schema.put("description", spec.doc());
        schema.setAll(object(spec.settings()));
        return text(schema);
    }

    static String text(ObjectNode schema) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A map with these settings and no others. */
    ObjectNode object(List<Setting> settings) {
        var schema = JSON.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = JSON.arrayNode();
        for (Setting setting : settings) {
            properties.set(setting.name(), described(setting));
            for (String former : setting.formerly()) {
                properties.set(former, described(setting).put("deprecated", true));
            }
            if (setting.required() && setting.formerly().isEmpty()) {
                required.add(setting.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private ObjectNode described(Setting setting) {
        var schema = kind(setting.kind());
        schema.put("description", setting.doc());
        setting.preset().ifPresent(preset -> schema.put("default", preset));
        if (!setting.example().isEmpty()) {
            schema.putArray("examples").add(setting.example());
        }
        return schema;
    }

    private ObjectNode kind(Kind kind) {
        return switch (kind) {
            case Kind.Text _,
                    Kind.Hidden _,
                    Kind.ColumnName _,
                    Kind.ExpressionText _,
                    Kind.QueryText _,
                    Kind.Path _,
                    Kind.ColumnTypeName _ ->
                    scalar();
            case Kind.Flag _ -> either("boolean", "true|false" + REFERENCE);
            case Kind.Whole(long min, long max) -> {
                var schema = either("integer", "[+-]?[0-9][0-9_]*(\\.[0-9]+)?[kMG]?" + REFERENCE);
                var number = (ObjectNode) schema.path("anyOf").path(0);
                if (min != Long.MIN_VALUE) {
                    number.put("minimum", min);
                }
                if (max != Long.MAX_VALUE) {
                    number.put("maximum", max);
                }
                yield schema;
            }
            case Kind.Real _ -> either("number", "[+-]?[0-9].*" + REFERENCE);
            case Kind.Time _ -> pattern("[0-9][0-9_]*(\\.[0-9]+)? ?(ms|s|m|h|d)" + REFERENCE);
            case Kind.Bytes _ ->
                    pattern("[0-9][0-9_]*(\\.[0-9]+)? ?([KMGT]iB|[kMGT]B|B)" + REFERENCE);
            case Kind.SharePercent _ -> pattern("[0-9]+(\\.[0-9]+)? ?%" + REFERENCE);
            case Kind.Choice(List<String> names) -> choice(names);
            case Kind.Many(Kind of) -> many(of);
            case Kind.Keyed(Kind of) -> {
                var schema = JSON.objectNode().put("type", "object");
                schema.set("additionalProperties", kind(of));
                // A column that is called the same on both sides may be written once.
                yield of instanceof Kind.ColumnName ? orMany(schema, of) : schema;
            }
            case Kind.Group(_, List<Setting> settings) -> object(settings);
            case Kind.OneOf(List<Kind.Alternative> alternatives) -> oneOf(alternatives);
            case Kind.ConnectionRef(var type) -> connection(type);
        };
    }

    private ObjectNode orMany(ObjectNode map, Kind of) {
        var schema = JSON.objectNode();
        schema.putArray("anyOf").add(map).add(many(of));
        return schema;
    }

    private static ObjectNode scalar() {
        var schema = JSON.objectNode();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }

    private static ObjectNode pattern(String pattern) {
        return JSON.objectNode().put("type", "string").put("pattern", "^(" + pattern + ")$");
    }

    private static ObjectNode either(String type, String pattern) {
        var schema = JSON.objectNode();
        schema.putArray("anyOf").add(JSON.objectNode().put("type", type)).add(pattern(pattern));
        return schema;
    }

    private static ObjectNode choice(List<String> names) {
        var constants = JSON.arrayNode();
        for (String name : names) {
            // Editors read YAML's booleans where we read the words.
            switch (name) {
                case "true" -> constants.add(true);
                case "false" -> constants.add(false);
                default -> constants.add(name);
            }
        }
        var schema = JSON.objectNode();
        var all = JSON.objectNode();
        all.set("enum", constants);
        schema.putArray("anyOf").add(all).add(pattern(".*\\$\\{.+"));
        return schema;
    }

    private ObjectNode many(Kind of) {
        var list = JSON.objectNode().put("type", "array");
        list.set("items", kind(of));
        if (of instanceof Kind.Many) {
            return list;
        }
        var schema = JSON.objectNode();
        schema.putArray("anyOf").add(list).add(kind(of));
        return schema;
    }

    private ObjectNode oneOf(List<Kind.Alternative> alternatives) {
        var schema = JSON.objectNode();
        var any = schema.putArray("anyOf");
        for (var alternative : alternatives) {
            var group = object(alternative.group().settings());
            var value = JSON.objectNode();
            var values = value.putArray("anyOf").add(group);
            if (alternative.shorthand()) {
                values.add(kind(alternative.group().settings().getFirst().kind()));
            }
            value.put("description", alternative.doc());
            var map = JSON.objectNode().put("type", "object");
            map.putObject("properties").set(alternative.name(), value);
            map.putArray("required").add(alternative.name());
            any.add(map.put("additionalProperties", false));
            if (!group.has("required")) {
                any.add(JSON.objectNode().put("const", alternative.name()));
            }
        }
        return schema;
    }

    private ObjectNode connection(Class<?> type) {
        var schema = JSON.objectNode();
        var any = schema.putArray("anyOf");
        any.add(JSON.objectNode().put("type", "string"));
        for (ConnectionSpec spec : connections) {
            if (type.isAssignableFrom(spec.type())) {
                var map = object(spec.settings());
                ((ObjectNode) map.path("properties")).putObject("type").put("const", spec.name());
                any.add(map);
            }
        }
        return schema;
    }
}
