package dev.weir.core.file;

import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * A YAML text and what was found in it.
 *
 * @param root empty if the text is empty; after a syntax error what came before it
 */
public record YamlDocument(String text, Optional<YamlNode> root, List<Problem> problems) {

    /**
     * Reads one document. Its length, depth and number of values are limited, aliases counted as
     * what they stand for.
     *
     * @param file name of the file, for marks
     */
    public static YamlDocument read(String text, String file) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var problems = new Problems();
        var root = new YamlReader(content, file, problems).read();
        return new YamlDocument(content, root, problems.sorted());
    }

    /** Whether the text is not YAML at all, so that what is missing from it says nothing. */
    boolean isBroken() {
        return problems.stream()
                .anyMatch(p -> p.code().equals("WEIR-1001") || p.code().equals("WEIR-1003"));
    }
}
