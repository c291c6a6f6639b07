package dev.weir.core.file;

import dev.weir.core.problem.Mark;

/** A piece of YAML as it stands in a file: nothing is interpreted, nothing is lost. */
public sealed interface YamlNode permits ScalarNode, ListNode, MapNode {

    /** Where it begins. */
    Mark mark();

    /**
     * Which characters of the text it takes, without an anchor before it. An alias takes those of
     * its name, while what it consists of stands where the anchor is.
     */
    Span span();

    /** Characters of a text, the end excluded. */
    record Span(int start, int end) {
        public static final Span NONE = new Span(0, 0);
    }
}
