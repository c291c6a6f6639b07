package dev.weir.core.file;

import dev.weir.api.ByteSize;
import dev.weir.api.Share;
import dev.weir.core.file.RunSettings.Guarantee;
import dev.weir.core.file.RunSettings.Mode;
import dev.weir.core.file.RunSettings.Retry;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problems;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Binds the nodes of a flow file to a {@link Flow}. */
final class FlowReader {
    private static final String DURATION = "a duration; write it as 100ms, 1s, 5m or 1h";
    private static final String SIZE = "a size; write it as 64MiB or 1GiB";

    private final Path file;
    private final Mark top;
    private final Problems problems;

    FlowReader(Path file, Problems problems) {
        this.file = file;
        this.top = new Mark(file.toString(), 1, 1);
        this.problems = problems;
    }

    Optional<Flow> read(Optional<YamlNode> root) {
        if (root.isPresent() && !(root.get() instanceof MapNode)) {
            new Fields(MapNode.empty(top), "", problems)
                    .wrongShape(root.get(), "", "a map with the keys flow, format and processors");
            return Optional.empty();
        }
        var map = root.map(MapNode.class::cast).orElse(MapNode.empty(top));
        var fields = new Fields(map, "", problems);
        fields.required("flow", top, "the name of the flow");
        fields.required("processors", top, "what the flow consists of");
        fields.scalar("flow").ifPresent(name -> fields.isKey(name, "flow"));
        format(fields);
        var flow =
                new Flow(
                        fields.text("flow").orElse(""),
                        fields.text("title").orElse(""),
                        fields.text("owner").orElse(""),
                        fields.scalars("tags").stream().map(ScalarNode::raw).toList(),
                        parameters(fields),
                        fields.fields("run").map(this::run).orElse(RunSettings.DEFAULT),
                        fields.fields("schedule").flatMap(this::schedule),
                        processors(fields),
                        tests(fields),
                        file);
        fields.end("a flow file");
        return Optional.of(flow);
    }

    private void format(Fields fields) {
        fields.scalar("format")
                .filter(format -> !format.raw().equals("1"))
                .ifPresent(format ->
                        problems.error(
                                "WEIR-1009",
                                format.mark(),
                                "format",
                                "'%s' is not known; this Weir reads format 1"
                                        .formatted(format.raw())));
    }

    private Map<String, Parameter> parameters(Fields fields) {
        return each(
                fields,
                "parameters",
                (name, inner) -> {
                    var parameter =
                            new Parameter(
                                    name.raw(),
                                    inner.choice("type", Parameter.Type.class)
                                            .orElse(Parameter.Type.TEXT),
                                    inner.text("default"),
                                    inner.text("doc").orElse(""),
                                    name.mark());
                    inner.end("a parameter");
                    return parameter;
                });
    }

    private RunSettings run(Fields fields) {
        var preset = RunSettings.DEFAULT;
        var share = fields.value("rejected-share", FlowReader::share, "a share; write it as 5%");
        var settings =
                new RunSettings(
                        fields.choice("mode", Mode.class).orElse(preset.mode()),
                        fields.choice("delivery", Guarantee.class).orElse(preset.delivery()),
                        fields.value("checkpoint", Literals::duration, DURATION)
                                .orElse(preset.checkpoint()),
                        fields.value("memory", FlowReader::size, SIZE).orElse(preset.memory()),
                        fields.fields("retry").map(this::retry).orElse(preset.retry()),
                        share.isEmpty() ? preset.rejectedShare() : share.filter(s -> s.value() < 1),
                        fields.value("rejected-after", FlowReader::count, "a number of rows")
                                .orElse(preset.rejectedAfter()));
        fields.end("run");
        return settings;
    }

    private Retry retry(Fields fields) {
        var preset = Retry.DEFAULT;
        var retry =
                new Retry(
                        fields.value("attempts", FlowReader::count, "a number of attempts")
                                .map(Math::toIntExact)
                                .orElse(preset.attempts()),
                        fields.value("wait", Literals::duration, DURATION).orElse(preset.pause()),
                        fields.value("longest", Literals::duration, DURATION)
                                .orElse(preset.longest()));
        fields.end("retry");
        return retry;
    }

    private Optional<Schedule> schedule(Fields fields) {
        fields.required("cron", fields.map().mark(), "when to start, such as 0 2 * * *");
        var cron =
                fields.value(
                        "cron",
                        text -> Cron.isValid(text) ? Optional.of(text) : Optional.empty(),
                        "a schedule; write minute, hour, day of month, month and day of week,"
                                + " such as 0 2 * * *");
        var zone =
                fields.value(
                        "zone", FlowReader::zone, "a time zone; write it as Europe/Berlin or UTC");
        fields.end("schedule");
        return cron.map(text -> new Schedule(text, zone.orElse(ZoneId.of("UTC"))));
    }

    private Map<String, Node> processors(Fields fields) {
        var reader = new NodeReader(problems);
        return each(fields, "processors", reader::read);
    }

    private Map<String, FlowTest> tests(Fields fields) {
        var tests = new LinkedHashMap<String, FlowTest>();
        fields.map("tests")
                .ifPresent(map -> {
                    for (var entry : map.entries()) {
                        String path = "tests." + entry.name();
                        fields.asMap(entry.value(), path)
                                .map(m -> test(entry.key(), new Fields(m, path, problems)))
                                .ifPresent(test -> tests.put(test.name(), test));
                    }
                });
        return tests;
    }

    private FlowTest test(ScalarNode name, Fields fields) {
        fields.required("expect", name.mark(), "the rows that a processor must give");
        var test =
                new FlowTest(
                        name.raw(), rows(fields, "given"), rows(fields, "expect"), name.mark());
        fields.end("a test");
        return test;
    }

    private Map<String, List<MapNode>> rows(Fields fields, String name) {
        var ports = new LinkedHashMap<String, List<MapNode>>();
        for (var entry : fields.map(name).map(MapNode::entries).orElse(List.of())) {
            String path = fields.path(name) + "." + entry.name();
            var rows = new ArrayList<MapNode>();
            if (entry.value() instanceof ListNode(_, _, List<YamlNode> items)) {
                for (int i = 0; i < items.size(); i++) {
                    fields.asMap(items.get(i), path + "[" + i + "]").ifPresent(rows::add);
                }
            } else {
                fields.wrongShape(entry.value(), path, "a list of rows");
            }
            ports.put(entry.name(), rows);
        }
        return ports;
    }

    /** Reads the values of a map whose keys are names. */
    private <T> Map<String, T> each(Fields fields, String name, NamedReader<T> reader) {
        var values = new LinkedHashMap<String, T>();
        for (var entry : fields.map(name).map(MapNode::entries).orElse(List.of())) {
            String path = name + "." + entry.name();
            fields.isKey(entry.key(), path);
            fields.asMap(entry.value(), path)
                    .map(map -> reader.read(entry.key(), new Fields(map, path, problems)))
                    .ifPresent(value -> values.put(entry.name(), value));
        }
        return values;
    }

    /** Reads what stands under a name. */
    private interface NamedReader<T> {
        T read(ScalarNode name, Fields fields);
    }

    static Optional<Long> count(String text) {
        return boxed(Literals.whole(text)).filter(n -> n >= 0 && n <= Integer.MAX_VALUE);
    }

    static Optional<ByteSize> size(String text) {
        return boxed(Literals.bytes(text)).filter(n -> n > 0).map(ByteSize::new);
    }

    private static Optional<Share> share(String text) {
        var share = Literals.share(text);
        return share.isPresent() ? Optional.of(new Share(share.getAsDouble())) : Optional.empty();
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.stream().boxed().findFirst();
    }
}
