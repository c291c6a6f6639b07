package dev.weir.core.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;

/** Writes the JSON Schema of flow files, for editors. */
final class FlowSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KEY = "^[a-z][a-z0-9-]*$";
    private static final String DURATION = "^[0-9][0-9_]*(\\.[0-9]+)? ?(ms|s|m|h|d)$";
    private static final String SIZE = "^[0-9][0-9_]*(\\.[0-9]+)? ?([KMGT]iB|[kMGT]B|B)$";

    private final Catalog catalog;
    private final SchemaWriter settings;

    FlowSchema(Catalog catalog) {
        this.catalog = catalog;
        this.settings = new SchemaWriter(catalog.connections());
    }

    String write() {
        var schema =
                JSON.objectNode()
                        .put("$schema", SchemaWriter.DIALECT)
                        .put("title", "Weir flow")
                        .put("type", "object");
        schema.putArray("required").add("flow").add("processors");
        schema.put("additionalProperties", false);
        var top = schema.putObject("properties");
        top.set("flow", text("Name of the flow.").put("pattern", KEY));
        top.set("format", JSON.objectNode().put("const", 1));
        top.set("title", text("What people call the flow."));
        top.set("owner", text("Whom to ask."));
        top.set("tags", listOrOne(text("A word to find the flow by.")));
        top.set("parameters", keyed(parameter()));
        top.set("run", run());
        top.set("schedule", schedule());
        top.set("processors", keyed(reference("processor")));
        top.set("tests", tests());
        var definitions = schema.putObject("$defs");
        definitions.set("wire", wire());
        definitions.set("wires", listOrOne(reference("wire")));
        definitions.set("from", from());
        definitions.set("processor", processor());
        return SchemaWriter.text(schema);
    }

    private static ObjectNode parameter() {
        var parameter = closed();
        var properties = parameter.putObject("properties");
        properties.set("type", words("text", "number", "flag", "path", "duration", "size"));
        properties.set("default", anyScalar());
        properties.set("doc", text("What it is for."));
        return parameter;
    }

    private static ObjectNode run() {
        var run = closed();
        var properties = run.putObject("properties");
        properties.set("mode", words("batch", "stream"));
        properties.set("delivery", words("exactly-once", "at-least-once"));
        properties.set("checkpoint", text("Time between checkpoints.").put("pattern", DURATION));
        properties.set("memory", text("What batches may take.").put("pattern", SIZE));
        properties.set(
                "rejected-share",
                text("Above this share of rejected rows a run fails.")
                        .put("pattern", "^[0-9]+(\\.[0-9]+)? ?%$"));
        properties.set("rejected-after", count());
        var retry = closed();
        var retries = retry.putObject("properties");
        retries.set("attempts", JSON.objectNode().put("type", "integer").put("minimum", 0));
        retries.set("wait", text("Before the first retry.").put("pattern", DURATION));
        retries.set("longest", text("Longest wait.").put("pattern", DURATION));
        properties.set("retry", retry);
        return run;
    }

    private static ObjectNode schedule() {
        var schedule = closed();
        schedule.putArray("required").add("cron");
        var properties = schedule.putObject("properties");
        properties.set("cron", text("Minute, hour, day of month, month, day of week."));
        properties.set("zone", text("Time zone, such as Europe/Berlin."));
        return schedule;
    }

    private static ObjectNode tests() {
        var rows = JSON.objectNode().put("type", "array");
        rows.putObject("items").put("type", "object");
        var test = closed();
        test.putArray("required").add("expect");
        var properties = test.putObject("properties");
        properties.set("given", anyKey(rows));
        properties.set("expect", anyKey(rows.deepCopy()));
        return anyKey(test);
    }

    private static ObjectNode wire() {
        var name = text("key or key.port").put("pattern", "^[a-z][a-z0-9-]*(\\.\\S+)?$");
        var detailed = closed();
        detailed.putArray("required").add("wire");
        var properties = detailed.putObject("properties");
        properties.set("wire", name);
        var buffer = closed();
        var limits = buffer.putObject("properties");
        limits.set("rows", count());
        limits.set("bytes", text("As 64MiB.").put("pattern", SIZE));
        properties.set("buffer", buffer);
        properties.set(
                "partition",
                text("Which instance gets a row.")
                        .put("pattern", "^(forward|rebalance|broadcast|hash\\(.+\\))$"));
        properties.putObject("durable").put("type", "boolean");
        return any(name.deepCopy(), detailed);
    }

    private static ObjectNode from() {
        var inputs = anyKey(reference("wires"));
        inputs.putObject("not").putArray("required").add("wire");
        return any(reference("wires"), inputs);
    }

    private ObjectNode processor() {
        var processor = JSON.objectNode().put("type", "object");
        processor.putArray("required").add("type");
        var names = new LinkedHashSet<String>();
        catalog.all()
                .forEach(spec -> {
                    names.add(spec.name());
                    names.add(spec.name() + "@" + spec.major());
                });
        var type = JSON.objectNode();
        names.forEach(type.putArray("enum")::add);
        processor.putObject("properties").set("type", type);
        var rules = processor.putArray("allOf");
        for (ProcessorSpec spec : catalog.all()) {
            rules.add(rule(spec));
        }
        return processor;
    }

    /** Of a processor of this type these are the settings. */
    private ObjectNode rule(ProcessorSpec spec) {
        var condition = JSON.objectNode();
        condition
                .putObject("properties")
                .putObject("type")
                .putArray("enum")
                .add(spec.name())
                .add(spec.name() + "@" + spec.major());
        var required = condition.putArray("required").add("type");
        boolean twofold =
                catalog.all().stream()
                        .anyMatch(other ->
                                other.name().equals(spec.name())
                                        && other.hasInputs() != spec.hasInputs());
        if (twofold && spec.hasInputs()) {
            required.add("from");
        } else if (twofold) {
            condition.putObject("not").putArray("required").add("from");
        }
        var then = settings.object(spec.settings());
        then.put("description", spec.doc());
        var properties = (ObjectNode) then.path("properties");
        properties.set("type", text("What the processor does."));
        if (spec.hasInputs()) {
            properties.set("from", reference("from"));
        }
        properties.set("parallel", JSON.objectNode().put("type", "integer").put("minimum", 1));
        properties.set("was", listOrOne(text("A former key.")));
        var rule = JSON.objectNode();
        rule.set("if", condition);
        rule.set("then", then);
        return rule;
    }

    private static ObjectNode closed() {
        return JSON.objectNode().put("type", "object").put("additionalProperties", false);
    }

    private static ObjectNode keyed(ObjectNode value) {
        var map = anyKey(value);
        map.putObject("propertyNames").put("pattern", KEY);
        return map;
    }

    private static ObjectNode anyKey(ObjectNode value) {
        var map = JSON.objectNode().put("type", "object");
        map.set("additionalProperties", value);
        return map;
    }

    private static ObjectNode text(String description) {
        return JSON.objectNode().put("type", "string").put("description", description);
    }

    private static ObjectNode words(String... words) {
        var schema = JSON.objectNode();
        List.of(words).forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode count() {
        return any(
                JSON.objectNode().put("type", "integer").put("minimum", 0),
                text("As 100k or 5M.").put("pattern", "^[0-9][0-9_]*(\\.[0-9]+)?[kMG]?$"));
    }

    private static ObjectNode anyScalar() {
        var schema = JSON.objectNode();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }

    private static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode listOrOne(ObjectNode item) {
        var list = JSON.objectNode().put("type", "array");
        list.set("items", item);
        return any(item.deepCopy(), list);
    }

    private static ObjectNode any(ObjectNode... alternatives) {
        var schema = JSON.objectNode();
        var any = schema.putArray("anyOf");
        List.of(alternatives).forEach(any::add);
        return schema;
    }
}
