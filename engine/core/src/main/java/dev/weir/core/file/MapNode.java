package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys with values, in the order of the file. No key appears twice. */
public record MapNode(Mark mark, Span span, List<Entry> entries) implements YamlNode {

    /** A key and its value. */
    public record Entry(ScalarNode key, YamlNode value) {
        public String name() {
            return key.raw();
        }
    }

    public MapNode {
        entries = List.copyOf(entries);
    }

    public static MapNode empty(Mark mark) {
        return new MapNode(mark, Span.NONE, List.of());
    }

    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    public Optional<YamlNode> get(String name) {
        return entry(name).map(Entry::value);
    }

    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        entries.forEach(entry -> names.add(entry.name()));
        return names;
    }

    /** The same without some keys. */
    public MapNode without(Set<String> names) {
        return new MapNode(
                mark,
                span,
                entries.stream().filter(entry -> !names.contains(entry.name())).toList());
    }
}
