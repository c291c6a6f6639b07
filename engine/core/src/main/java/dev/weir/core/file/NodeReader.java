package dev.weir.core.file;

import dev.weir.core.file.WireRef.Buffer;
import dev.weir.core.file.WireRef.Partition;
import dev.weir.core.problem.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binds one processor of a flow file. */
final class NodeReader {
    private static final Pattern TYPE = Pattern.compile("([a-z][a-z0-9-]*)(?:@([1-9][0-9]{0,3}))?");
    private static final Pattern WIRE = Pattern.compile("([a-z][a-z0-9-]*)(?:\\.(\\S+))?");
    private static final Pattern HASH = Pattern.compile("hash\\((.+)\\)");

    private final Problems problems;

    NodeReader(Problems problems) {
        this.problems = problems;
    }

    Node read(ScalarNode key, Fields fields) {
        fields.required("type", key.mark(), "what the processor does, such as filter");
        var type = fields.scalar("type").map(text -> type(text, fields));
        var inputs = fields.node("from").map(from -> inputs(from, fields)).orElse(Map.of());
        int parallel =
                fields.value(
                                "parallel",
                                text ->
                                        FlowReader.count(text)
                                                .filter(n -> n >= 1 && n <= 1024)
                                                .map(Long::intValue),
                                "a number of instances from 1 to 1024")
                        .orElse(1);
        var was = fields.scalars("was");
        was.forEach(former -> fields.isKey(former, fields.path("was")));
        return new Node(
                key.raw(),
                type.map(Type::name).orElse(""),
                type.map(Type::major).orElse(OptionalInt.empty()),
                inputs,
                fields.map().without(Node.RESERVED),
                parallel,
                was.stream().map(ScalarNode::raw).toList(),
                key.mark(),
                fields.map());
    }

    private record Type(String name, OptionalInt major) {}

    private static Type type(ScalarNode text, Fields fields) {
        Matcher match = TYPE.matcher(text.raw());
        if (!match.matches()) {
            fields.wrongValue(
                    text, fields.path("type"), "a type; write it as filter or as filter@1");
            return new Type("", OptionalInt.empty());
        }
        return new Type(
                match.group(1),
                match.group(2) == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(match.group(2))));
    }

    private Map<String, List<WireRef>> inputs(YamlNode from, Fields fields) {
        String path = fields.path("from");
        var inputs = new LinkedHashMap<String, List<WireRef>>();
        if (from instanceof MapNode map && map.get("wire").isEmpty()) {
            for (var entry : map.entries()) {
                var wires = wires(entry.value(), fields, path + "." + entry.name());
                inputs.put(entry.name(), wires);
            }
        } else {
            inputs.put("input", wires(from, fields, path));
        }
        inputs.values().removeIf(List::isEmpty);
        return inputs;
    }

    private List<WireRef> wires(YamlNode node, Fields fields, String path) {
        var wires = new ArrayList<WireRef>();
        if (node instanceof ListNode(_, _, List<YamlNode> items)) {
            if (items.isEmpty()) {
                fields.wrongShape(node, path, "a wire or a list of wires");
            }
            for (int i = 0; i < items.size(); i++) {
                wire(items.get(i), fields, path + "[" + i + "]").ifPresent(wires::add);
            }
        } else {
            wire(node, fields, path).ifPresent(wires::add);
        }
        return wires;
    }

    private Optional<WireRef> wire(YamlNode node, Fields fields, String path) {
        if (node instanceof MapNode map) {
            return detailed(new Fields(map, path, problems));
        }
        return fields.asScalar(node, path).flatMap(text -> named(text, fields, path));
    }

    private static Optional<WireRef> named(ScalarNode text, Fields fields, String path) {
        Matcher match = WIRE.matcher(text.raw());
        if (!match.matches()) {
            fields.wrongValue(text, path, "a wire; write it as key or as key.port");
            return Optional.empty();
        }
        return Optional.of(
                new WireRef(
                        match.group(1),
                        match.group(2) == null ? "out" : match.group(2),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        text.mark()));
    }

    private Optional<WireRef> detailed(Fields fields) {
        fields.required("wire", fields.map().mark(), "what to read, as key or as key.port");
        var wire = fields.scalar("wire").flatMap(w -> named(w, fields, fields.path("wire")));
        var buffer = fields.fields("buffer").map(NodeReader::buffer);
        var partition =
                fields.value(
                        "partition",
                        NodeReader::partition,
                        "a partition; write forward, rebalance, broadcast or hash(column)");
        boolean durable = fields.value("durable", Literals::flag, "true or false").orElse(false);
        fields.end("a wire");
        return wire.map(
                w -> new WireRef(w.processor(), w.port(), buffer, partition, durable, w.mark()));
    }

    private static Buffer buffer(Fields fields) {
        var rows =
                fields.value(
                        "rows", t -> FlowReader.count(t).filter(n -> n > 0), "a number of rows");
        var bytes = fields.value("bytes", FlowReader::size, "a size; write it as 64MiB or 1GiB");
        fields.end("a buffer");
        return new Buffer(rows.map(OptionalLong::of).orElse(OptionalLong.empty()), bytes);
    }

    private static Optional<Partition> partition(String text) {
        Matcher hash = HASH.matcher(text);
        if (hash.matches()) {
            var columns = Arrays.stream(hash.group(1).split(",")).map(String::strip).toList();
            return columns.contains("")
                    ? Optional.empty()
                    : Optional.of(new Partition.Hash(columns));
        }
        return switch (text) {
            case "forward" -> Optional.of(new Partition.Forward());
            case "rebalance" -> Optional.of(new Partition.Rebalance());
            case "broadcast" -> Optional.of(new Partition.Broadcast());
            default -> Optional.empty();
        };
    }
}
