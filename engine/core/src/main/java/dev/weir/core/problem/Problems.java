package dev.weir.core.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that all can be told at once. Used by one thread. */
public final class Problems {

    /** More than anybody reads; what follows is counted only. */
    public static final int LIMIT = 1000;

    private final List<Problem> found = new ArrayList<>();
    private int errors;

    public void add(Problem problem) {
        if (problem.isError()) {
            errors++;
        }
        if (found.size() < LIMIT && !found.contains(problem)) {
            found.add(problem);
        }
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(this::add);
    }

    public void error(String code, Mark mark, String path, String message) {
        add(Problem.error(code, mark, path, message));
    }

    public void warning(String code, Mark mark, String path, String message) {
        add(Problem.warning(code, mark, path, message));
    }

    public void hint(String code, Mark mark, String path, String message) {
        add(Problem.hint(code, mark, path, message));
    }

    /** Number of errors so far, to find out whether a step added any. */
    public int errors() {
        return errors;
    }

    /** In the order of the file; those without a place first. */
    public List<Problem> sorted() {
        return found.stream()
                .sorted(
                        Comparator.comparing((Problem p) -> p.mark().map(Mark::file).orElse(""))
                                .thenComparing(p -> p.mark().map(Mark::line).orElse(0))
                                .thenComparing(p -> p.mark().map(Mark::column).orElse(0)))
                .toList();
    }
}
