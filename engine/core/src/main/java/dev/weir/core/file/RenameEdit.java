package dev.weir.core.file;

import dev.weir.core.file.YamlNode.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Renames a processor wherever it is named: its key, wires and tests.
 *
 * @param text a whole flow file
 */
record RenameEdit(String text) {

    String rename(String key, String newKey) {
        String named = rename(key, newKey, name -> !name.isAlias());
        // Aliases have followed their anchors, but for anchors where no processor is named.
        return new RenameEdit(named).rename(key, newKey, _ -> true);
    }

    private String rename(String key, String newKey, Predicate<ScalarNode> which) {
        var places = new TreeMap<Span, String>(Comparator.comparingInt(Span::start).reversed());
        for (ScalarNode name : names(key)) {
            boolean named = name.raw().equals(key) || name.raw().startsWith(key + ".");
            if (named && which.test(name)) {
                places.put(name.span(), newKey + name.raw().substring(key.length()));
            }
        }
        var edited = new StringBuilder(text);
        places.forEach((span, name) -> edited.replace(span.start(), span.end(), name));
        return edited.toString();
    }

    private List<ScalarNode> names(String key) {
        var names = new ArrayList<ScalarNode>();
        var root = new SettingEdit(text).root();
        if (root.get("processors").orElse(null) instanceof MapNode processors) {
            for (var entry : processors.entries()) {
                if (entry.name().equals(key)) {
                    names.add(entry.key());
                }
                if (entry.value() instanceof MapNode map) {
                    map.get("from").ifPresent(from -> wires(from, names));
                }
            }
        }
        tests(root, names);
        return names;
    }

    private static void wires(YamlNode from, List<ScalarNode> names) {
        switch (from) {
            case ScalarNode scalar -> names.add(scalar);
            case ListNode(_, _, List<YamlNode> items) -> items.forEach(i -> wires(i, names));
            case MapNode map when map.get("wire").isPresent() ->
                    wires(map.get("wire").get(), names);
            case MapNode map -> map.entries().forEach(entry -> wires(entry.value(), names));
        }
    }

    private static void tests(MapNode root, List<ScalarNode> names) {
        if (!(root.get("tests").orElse(null) instanceof MapNode tests)) {
            return;
        }
        for (var test : tests.entries()) {
            if (test.value() instanceof MapNode parts) {
                for (var part : parts.entries()) {
                    if (part.value() instanceof MapNode ports) {
                        ports.entries().forEach(port -> names.add(port.key()));
                    }
                }
            }
        }
    }
}
