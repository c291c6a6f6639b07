package dev.weir.core.spec;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.YamlDocument;
import dev.weir.core.file.YamlNode;
import dev.weir.core.problem.Mark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a processor from the examples of its settings, to ask what only an instance can answer
 * while its author has not yet set anything: the palette shows its inputs.
 */
final class SampleInstance {
    private static final Mark NOWHERE = new Mark("", 1, 1);

    private SampleInstance() {}

    static List<InputPort> inputPorts(
            Class<? extends Processor> type, ProcessorSpec.Role role, List<Setting> settings) {
        if (role == ProcessorSpec.Role.SOURCE) {
            return List.of();
        }
        try {
            return Binder.sample(type, settings(settings), BindScope.of(Path.of("/")))
                    .map(Processor::inputPorts)
                    .orElse(List.of(InputPort.of(Processor.INPUT)));
        } catch (RuntimeException e) {
            // Inputs that follow from settings which the examples do not give.
            return List.of(InputPort.of(Processor.INPUT));
        }
    }

    private static MapNode settings(List<Setting> settings) {
        var entries = new ArrayList<MapNode.Entry>();
        for (Setting setting : settings) {
            if (setting.required()) {
                example(setting)
                        .ifPresent(value ->
                                entries.add(
                                        new MapNode.Entry(
                                                ScalarNode.of(setting.name(), NOWHERE), value)));
            }
        }
        return new MapNode(NOWHERE, YamlNode.Span.NONE, entries);
    }

    private static Optional<YamlNode> example(Setting setting) {
        String text = setting.example().isEmpty() ? fallback(setting.kind()) : setting.example();
        return YamlDocument.read(text, "").root();
    }

    private static String fallback(Kind kind) {
        return switch (kind) {
            case Kind.Text _, Kind.Hidden _, Kind.ColumnName _ -> "a";
            case Kind.Path _ -> "a/b.txt";
            case Kind.Flag _ -> "false";
            case Kind.Whole(long min, long max) -> Long.toString(Math.clamp(1, min, max));
            case Kind.Real _ -> "1";
            case Kind.Time _ -> "1s";
            case Kind.Bytes _ -> "1MiB";
            case Kind.SharePercent _ -> "1%";
            case Kind.Choice(List<String> names) -> names.getFirst();
            case Kind.ColumnTypeName _ -> "utf8";
            case Kind.ExpressionText _ -> "true";
            case Kind.QueryText _ -> "select 1";
            case Kind.Many(Kind of) -> "[" + fallback(of) + "]";
            case Kind.Keyed(Kind of) -> "{a: " + fallback(of) + "}";
            case Kind.ConnectionRef _ -> "a";
            case Kind.Group(_, List<Setting> settings) -> group(settings);
            case Kind.OneOf(List<Kind.Alternative> alternatives) ->
                    "{%s: %s}"
                            .formatted(
                                    alternatives.getFirst().name(),
                                    group(alternatives.getFirst().group().settings()));
        };
    }

    private static String group(List<Setting> settings) {
        var parts = new ArrayList<String>();
        for (Setting setting : settings) {
            if (setting.required()) {
                String value =
                        setting.example().isEmpty() ? fallback(setting.kind()) : setting.example();
                parts.add(setting.name() + ": " + value);
            }
        }
        return "{" + String.join(", ", parts) + "}";
    }
}
