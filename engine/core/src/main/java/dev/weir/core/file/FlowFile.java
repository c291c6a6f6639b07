package dev.weir.core.file;

import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads flow files. */
public final class FlowFile {

    /**
     * What a text says and all that is wrong with it.
     *
     * @param flow present as far as it could be understood, problems or not
     */
    public record Parsed(Optional<Flow> flow, List<Problem> problems) {
        public boolean hasErrors() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    private FlowFile() {}

    /** Reads a file; it fails only if the file cannot be read at all. */
    public static Parsed read(Path file) throws IOException {
        try {
            return parse(Files.readString(file), file);
        } catch (MalformedInputException e) {
            var problem = Problem.error("WEIR-1001", file.toString(), "is not a text in UTF-8");
            return new Parsed(Optional.empty(), List.of(problem));
        }
    }

    /** Reads a text that stands, or will stand, in a file. */
    public static Parsed parse(String text, Path file) {
        var document = YamlDocument.read(text, file.toString());
        var problems = new Problems();
        problems.addAll(document.problems());
        // What a broken text seems to lack may well stand below the break.
        var told = document.isBroken() ? new Problems() : problems;
        var flow = new FlowReader(file, told).read(document.root());
        return new Parsed(flow, problems.sorted());
    }
}
