package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import java.util.List;

/** A list of values. */
public record ListNode(Mark mark, Span span, List<YamlNode> items) implements YamlNode {
    public ListNode {
        items = List.copyOf(items);
    }
}
