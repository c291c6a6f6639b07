package dev.weir.core.spec;

import dev.weir.core.file.ListNode;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.YamlDocument;
import dev.weir.core.file.YamlNode;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns nodes into values of records' components, noting every problem on the way. */
final class ValueBinder {
    private final BindScope scope;
    private final Problems problems;
    private final ScalarBinder scalars;
    private final Set<String> inputs;

    ValueBinder(BindScope scope, Problems problems) {
        this(scope, problems, Set.of());
    }

    /**
     * @param inputs of the processor, which some take for settings
     */
    ValueBinder(BindScope scope, Problems problems, Set<String> inputs) {
        this.inputs = inputs;
        this.scope = scope;
        this.problems = problems;
        this.scalars = new ScalarBinder(scope, problems);
    }

    /**
     * A record from a map of settings.
     *
     * @param owner where to point for what is missing
     * @param what name of the thing whose settings these are
     */
    Optional<Object> record(Kind.Group group, MapNode map, String path, Mark owner, String what) {
        unknown(group, map, path, what);
        int before = problems.errors();
        RecordComponent[] components = SettingReader.components(group.type());
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] =
                    component(group.settings().get(i), components[i], map, path, owner)
                            .orElse(null);
        }
        return problems.errors() > before
                ? Optional.empty()
                : new RecordMaker(problems, group, map, path, owner).make(values);
    }

    private void unknown(Kind.Group group, MapNode map, String path, String what) {
        var known = new HashSet<String>();
        for (Setting setting : group.settings()) {
            known.add(setting.name());
        }
        var all = new HashSet<>(known);
        group.settings().forEach(setting -> all.addAll(setting.formerly()));
        for (var entry : map.entries()) {
            if (!all.contains(entry.name())) {
                problems.error(
                        "WEIR-2001",
                        entry.key().mark(),
                        join(path, entry.name()),
                        "is not a setting of " + what + instead(entry.name(), known));
            }
        }
    }

    private String instead(String name, Set<String> known) {
        return inputs.contains(name)
                ? " but an input of it; write from: {%s: …}".formatted(name)
                : Suggestions.didYouMean(name, known);
    }

    private Optional<Object> component(
            Setting setting, RecordComponent component, MapNode map, String path, Mark owner) {
        boolean optional = component.getType() == Optional.class;
        Type type =
                optional
                        ? SettingReader.argument(component.getGenericType(), 0)
                        : component.getGenericType();
        String where = join(path, setting.name());
        var node = find(setting, map, path).filter(n -> !(n instanceof ScalarNode s && s.isNull()));
        Optional<Object> value;
        if (node.isPresent()) {
            value = value(setting.kind(), type, node.get(), where);
        } else if (setting.preset().isPresent()) {
            value = preset(setting, type, where, owner);
        } else if (setting.required()) {
            problems.error("WEIR-2002", owner, where, "is required: " + setting.doc());
            return Optional.empty();
        } else {
            return Optional.of(Optional.empty());
        }
        return optional ? value.map(Optional::of) : value;
    }

    private Optional<YamlNode> find(Setting setting, MapNode map, String path) {
        var found = map.get(setting.name());
        for (String former : setting.formerly()) {
            var entry = map.entry(former);
            if (entry.isEmpty()) {
                continue;
            }
            var key = entry.get().key();
            if (found.isPresent()) {
                problems.error(
                        "WEIR-2001",
                        key.mark(),
                        join(path, former),
                        "is the former name of %s, which is set too; remove one"
                                .formatted(setting.name()));
            } else {
                problems.hint(
                        "WEIR-2014",
                        key.mark(),
                        join(path, former),
                        "is now called " + setting.name());
                found = Optional.of(entry.get().value());
            }
        }
        return found;
    }

    /** A default, which its author wrote as it would stand in a flow file. */
    private Optional<Object> preset(Setting setting, Type type, String where, Mark owner) {
        String text = setting.preset().orElseThrow();
        YamlNode node =
                setting.kind() instanceof Kind.Many
                                || setting.kind() instanceof Kind.Keyed
                                || setting.kind() instanceof Kind.Group
                                || setting.kind() instanceof Kind.OneOf
                        ? YamlDocument.read(text, owner.file())
                                .root()
                                .orElse(ScalarNode.of(text, owner))
                        : quoted(text, owner);
        return value(setting.kind(), type, node, where);
    }

    private static ScalarNode quoted(String text, Mark mark) {
        return new ScalarNode(
                mark, YamlNode.Span.NONE, text, ScalarNode.Style.DOUBLE_QUOTED, "\"" + text + "\"");
    }

    private Optional<Object> value(Kind kind, Type type, YamlNode node, String path) {
        return switch (kind) {
            case Kind.Many(Kind of) -> list(of, SettingReader.argument(type, 0), node, path);
            case Kind.Keyed(Kind of) -> keyed(of, SettingReader.argument(type, 1), node, path);
            case Kind.Group group ->
                    asMap(node, path)
                            .flatMap(map -> record(group, map, path, map.mark(), last(path)));
            case Kind.OneOf oneOf -> oneOf(oneOf, node, path);
            case Kind.ConnectionRef(var connection) ->
                    new ConnectionBinder(scope, problems, this).bind(connection, node, path);
            default ->
                    node instanceof ScalarNode scalar
                            ? scalars.value(kind, type, scalar, path)
                            : wrongShape(node, path, KindWords.of(kind));
        };
    }

    private Optional<Object> list(Kind of, Type type, YamlNode node, String path) {
        // A single value is a list of one.
        List<YamlNode> items =
                node instanceof ListNode(_, _, List<YamlNode> many) ? many : List.of(node);
        if (node instanceof MapNode && !(of instanceof Kind.OneOf || of instanceof Kind.Group)) {
            return wrongShape(node, path, "a list");
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < items.size(); i++) {
            value(of, type, items.get(i), path + "[" + i + "]").ifPresent(values::add);
        }
        return values.size() == items.size()
                ? Optional.of(Collections.unmodifiableList(values))
                : Optional.empty();
    }

    private Optional<Object> keyed(Kind of, Type type, YamlNode node, String path) {
        if (of instanceof Kind.ColumnName && !(node instanceof MapNode)) {
            return sameNames(of, type, node, path);
        }
        var map = asMap(node, path);
        if (map.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (var entry : map.get().entries()) {
            value(of, type, entry.value(), join(path, entry.name()))
                    .ifPresent(value -> values.put(entry.name(), value));
        }
        return values.size() == map.get().entries().size()
                ? Optional.of(Collections.unmodifiableMap(values))
                : Optional.empty();
    }

    /** Columns that are called the same on both sides: {@code id} is {@code {id: id}}. */
    private Optional<Object> sameNames(Kind of, Type type, YamlNode node, String path) {
        return list(of, type, node, path)
                .map(columns -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    ((List<?>) columns).forEach(column -> values.put(column.toString(), column));
                    return Collections.unmodifiableMap(values);
                });
    }

    private Optional<Object> oneOf(Kind.OneOf oneOf, YamlNode node, String path) {
        var names = oneOf.alternatives().stream().map(Kind.Alternative::name).toList();
        ScalarNode name;
        YamlNode value;
        if (node instanceof MapNode map && map.entries().size() == 1) {
            name = map.entries().getFirst().key();
            value = map.entries().getFirst().value();
        } else if (node instanceof ScalarNode scalar && !scalar.isNull()) {
            name = scalar;
            value = MapNode.empty(scalar.mark());
        } else {
            return wrongShape(node, path, "a map with one key of " + String.join(", ", names));
        }
        var chosen =
                oneOf.alternatives().stream().filter(a -> a.name().equals(name.raw())).findFirst();
        if (chosen.isEmpty()) {
            problems.error(
                    "WEIR-2003",
                    name.mark(),
                    path,
                    "'%s' is none of %s%s"
                            .formatted(
                                    name.raw(),
                                    String.join(", ", names),
                                    Suggestions.didYouMean(name.raw(), names)));
            return Optional.empty();
        }
        return alternative(chosen.get(), name, value, join(path, name.raw()));
    }

    private Optional<Object> alternative(
            Kind.Alternative alternative, ScalarNode name, YamlNode value, String path) {
        var group = alternative.group();
        if (value instanceof ScalarNode s && s.isNull()) {
            return record(group, MapNode.empty(name.mark()), path, name.mark(), name.raw());
        }
        if (alternative.shorthand()) {
            String only = group.settings().getFirst().name();
            if (!(value instanceof MapNode map && map.names().contains(only))) {
                var key = ScalarNode.of(only, value.mark());
                var map =
                        new MapNode(
                                value.mark(), value.span(), List.of(new MapNode.Entry(key, value)));
                return record(group, map, path, name.mark(), name.raw());
            }
        }
        return asMap(value, path).flatMap(m -> record(group, m, path, name.mark(), name.raw()));
    }

    private Optional<MapNode> asMap(YamlNode node, String path) {
        if (node instanceof MapNode map) {
            return Optional.of(map);
        }
        wrongShape(node, path, "a map of keys and values");
        return Optional.empty();
    }

    private Optional<Object> wrongShape(YamlNode node, String path, String wanted) {
        String is =
                switch (node) {
                    case ScalarNode scalar -> "'" + scalar.raw() + "'";
                    case ListNode _ -> "a list";
                    case MapNode _ -> "a map";
                };
        problems.error("WEIR-2003", node.mark(), path, "must be " + wanted + ", not " + is);
        return Optional.empty();
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
