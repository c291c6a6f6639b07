package dev.weir.core.spec;

import dev.weir.api.Connection;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.YamlNode;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import java.util.Optional;
import java.util.Set;

/** Turns the name of a project's connection, or a connection's settings, into a connection. */
record ConnectionBinder(BindScope scope, Problems problems, ValueBinder values) {

    Optional<Object> bind(Class<? extends Connection> wanted, YamlNode node, String path) {
        if (node instanceof MapNode map) {
            return settings(wanted, map, path);
        }
        if (!(node instanceof ScalarNode name)) {
            problems.error(
                    "WEIR-2003",
                    node.mark(),
                    path,
                    "must be the name of a connection or its settings, not a list");
            return Optional.empty();
        }
        MapNode found = scope.connections().get(name.raw());
        if (found == null) {
            problems.error(
                    "WEIR-2010",
                    name.mark(),
                    path,
                    scope.connections().isEmpty()
                            ? "there is no connection '%s': no weir.yaml above the flow has connections"
                                    .formatted(name.raw())
                            : "there is no connection '%s' in weir.yaml%s"
                                    .formatted(
                                            name.raw(),
                                            Suggestions.didYouMean(
                                                    name.raw(), scope.connections().keySet())));
            return Optional.empty();
        }
        return settings(wanted, found, "connections." + name.raw());
    }

    private Optional<Object> settings(
            Class<? extends Connection> wanted, MapNode map, String path) {
        var spec = spec(wanted, map, path);
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        if (!wanted.isAssignableFrom(spec.get().type())) {
            problems.error(
                    "WEIR-2010",
                    map.get("type").map(YamlNode::mark).orElse(map.mark()),
                    path,
                    "is of type %s, which cannot be used here".formatted(spec.get().name()));
            return Optional.empty();
        }
        var group =
                new Kind.Group(spec.get().type().asSubclass(Record.class), spec.get().settings());
        return values.record(
                group, map.without(Set.of("type")), path, map.mark(), spec.get().name());
    }

    private Optional<ConnectionSpec> spec(
            Class<? extends Connection> wanted, MapNode map, String path) {
        var own =
                wanted.isRecord()
                        ? Optional.of(ConnectionSpec.of(wanted))
                        : Optional.<ConnectionSpec>empty();
        var type = map.get("type");
        if (type.isEmpty()) {
            if (own.isEmpty()) {
                problems.error(
                        "WEIR-2002",
                        map.mark(),
                        ValueBinder.join(path, "type"),
                        "is required: the kind of connection, one of "
                                + String.join(", ", scope.connectionTypes().keySet()));
            }
            return own;
        }
        String name = type.get() instanceof ScalarNode scalar ? scalar.raw() : "";
        if (own.isPresent() && own.get().name().equals(name)) {
            return own;
        }
        var found = Optional.ofNullable(scope.connectionTypes().get(name));
        if (found.isEmpty()) {
            problems.error(
                    "WEIR-2010",
                    type.get().mark(),
                    ValueBinder.join(path, "type"),
                    "'%s' is not a kind of connection%s"
                            .formatted(
                                    name,
                                    Suggestions.didYouMean(
                                            name, scope.connectionTypes().keySet())));
        }
        return found;
    }
}
