package dev.weir.core.spec;

import dev.weir.core.file.ListNode;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.YamlNode;
import dev.weir.core.problem.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the node that a path such as {@code expectations[2].column} names, or the nearest one
 * around it.
 *
 * @param node the deepest node on the way; empty if not even the first step was found
 */
public record NodePath(Optional<YamlNode> node) {
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|([^.\\[]+)");

    /** Never fails: what is not there ends the way. */
    public static NodePath find(MapNode map, String path) {
        YamlNode at = map;
        Optional<YamlNode> found = Optional.empty();
        for (String step : steps(path)) {
            var next = step(at, step);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
            found = next;
        }
        return new NodePath(found);
    }

    public Optional<Mark> mark() {
        return node.map(YamlNode::mark);
    }

    /** The text there, if it is one. */
    public Optional<ScalarNode> scalar() {
        return node.filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }

    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        var match = STEP.matcher(path);
        while (match.find()) {
            steps.add(match.group(1) == null ? match.group(2) : "[" + match.group(1));
        }
        return steps;
    }

    private static Optional<YamlNode> step(YamlNode from, String step) {
        if (step.startsWith("[")) {
            int index = step.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(step.substring(1));
            return switch (from) {
                case ListNode(_, _, List<YamlNode> items) when index < items.size() ->
                        Optional.of(items.get(index));
                // A single value may stand for a list of one.
                case ScalarNode scalar when index == 0 -> Optional.of(scalar);
                case MapNode map when index == 0 -> Optional.of(map);
                default -> Optional.empty();
            };
        }
        if (!(from instanceof MapNode map)) {
            return Optional.empty();
        }
        var direct = map.get(step);
        if (direct.isPresent() || map.entries().size() != 1) {
            return direct;
        }
        // The processor does not know that its setting is written {not-null: id}.
        YamlNode only = map.entries().getFirst().value();
        return only instanceof MapNode inner ? inner.get(step) : Optional.of(only);
    }
}
