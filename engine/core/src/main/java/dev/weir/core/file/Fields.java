package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the keys of a map one by one and notes what is wrong with them. */
final class Fields {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");

    private final MapNode map;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(MapNode map, String path, Problems problems) {
        this.map = map;
        this.path = path;
        this.problems = problems;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    MapNode map() {
        return map;
    }

    Optional<YamlNode> node(String name) {
        known.add(name);
        return map.get(name).filter(node -> !(node instanceof ScalarNode s && s.isNull()));
    }

    Optional<ScalarNode> scalar(String name) {
        return node(name).flatMap(node -> asScalar(node, path(name)));
    }

    Optional<String> text(String name) {
        return scalar(name).map(ScalarNode::raw);
    }

    /** A value in one of our spellings, such as a duration. */
    <T> Optional<T> value(String name, Function<String, Optional<T>> reader, String wanted) {
        var scalar = scalar(name);
        var value = scalar.flatMap(s -> reader.apply(s.raw()));
        if (scalar.isPresent() && value.isEmpty()) {
            wrongValue(scalar.get(), path(name), wanted);
        }
        return value;
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        E[] all = type.getEnumConstants();
        List<String> names = Arrays.stream(all).map(Fields::dashed).toList();
        var scalar = scalar(name);
        if (scalar.isPresent() && !names.contains(scalar.get().raw())) {
            String word = scalar.get().raw();
            problems.error(
                    "WEIR-1007",
                    scalar.get().mark(),
                    path(name),
                    "'%s' is none of %s%s"
                            .formatted(
                                    word,
                                    String.join(", ", names),
                                    Suggestions.didYouMean(word, names)));
            return Optional.empty();
        }
        return scalar.map(s -> all[names.indexOf(s.raw())]);
    }

    static String dashed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A list of texts; a single text is a list of one. */
    List<ScalarNode> scalars(String name) {
        var found = new ArrayList<ScalarNode>();
        node(name)
                .ifPresent(node -> {
                    if (node instanceof ListNode(_, _, List<YamlNode> items)) {
                        for (int i = 0; i < items.size(); i++) {
                            asScalar(items.get(i), path(name) + "[" + i + "]")
                                    .ifPresent(found::add);
                        }
                    } else {
                        asScalar(node, path(name)).ifPresent(found::add);
                    }
                });
        return found;
    }

    Optional<MapNode> map(String name) {
        return node(name).flatMap(node -> asMap(node, path(name)));
    }

    Optional<Fields> fields(String name) {
        return map(name).map(inner -> new Fields(inner, path(name), problems));
    }

    Optional<ScalarNode> asScalar(YamlNode node, String where) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar);
        }
        wrongShape(node, where, "a single value");
        return Optional.empty();
    }

    Optional<MapNode> asMap(YamlNode node, String where) {
        if (node instanceof MapNode inner) {
            return Optional.of(inner);
        }
        wrongShape(node, where, "a map of keys and values");
        return Optional.empty();
    }

    void wrongShape(YamlNode node, String where, String wanted) {
        String is =
                switch (node) {
                    case ScalarNode s -> s.isNull() ? "nothing" : "'" + s.raw() + "'";
                    case ListNode _ -> "a list";
                    case MapNode _ -> "a map";
                };
        problems.error("WEIR-1006", node.mark(), where, "must be " + wanted + ", not " + is);
    }

    void wrongValue(ScalarNode scalar, String where, String wanted) {
        problems.error(
                "WEIR-1007",
                scalar.mark(),
                where,
                "'%s' is not %s".formatted(scalar.raw(), wanted));
    }

    /** Checks the spelling of a name that the author chose. */
    boolean isKey(ScalarNode name, String where) {
        if (KEY.matcher(name.raw()).matches()) {
            return true;
        }
        problems.error(
                "WEIR-1008",
                name.mark(),
                where,
                "'%s' is not a name; use lower-case letters, digits and dashes, a letter first"
                        .formatted(name.raw()));
        return false;
    }

    void required(String name, Mark where, String what) {
        if (map.get(name).isEmpty()) {
            problems.error("WEIR-1005", where, path(name), "is required: " + what);
        }
    }

    /** Notes every key that nobody asked for. */
    void end(String what) {
        for (var entry : map.entries()) {
            if (!known.contains(entry.name())) {
                problems.error(
                        "WEIR-1004",
                        entry.key().mark(),
                        path(entry.name()),
                        "is not a key of " + what + Suggestions.didYouMean(entry.name(), known));
            }
        }
    }
}
