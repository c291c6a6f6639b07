package dev.weir.core.file;

import dev.weir.core.problem.Mark;

/** A piece of YAML as it stands in a file: nothing is interpreted, nothing is lost. */
public sealed interface YamlNode permits ScalarNode, ListNode, MapNode {

    /** Where it begins. */
    Mark mark();

    /** Which characters of the text it takes. */
    Span span();

    /** Characters of a text, the end excluded. */
    record Span(int start, int end) {
        public static final Span NONE = new Span(0, 0);
    }
}
