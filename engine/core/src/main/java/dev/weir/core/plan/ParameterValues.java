package dev.weir.core.plan;

import dev.weir.core.file.Flow;
import dev.weir.core.file.Literals;
import dev.weir.core.file.Parameter;
import dev.weir.core.file.Project;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import dev.weir.core.spec.Paths;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Works out the values of a flow's parameters: what the user gave, else what the project says, else
 * the default. Paths become absolute, each relative to where it was written.
 */
final class ParameterValues {
    private final Flow flow;
    private final Optional<Project> project;
    private final PlanOptions options;
    private final Problems problems;
    private final Map<String, String> values = new HashMap<>();

    private ParameterValues(
            Flow flow, Optional<Project> project, PlanOptions options, Problems problems) {
        this.flow = flow;
        this.project = project;
        this.options = options;
        this.problems = problems;
    }

    static Map<String, String> of(
            Flow flow, Optional<Project> project, PlanOptions options, Problems problems) {
        return new ParameterValues(flow, project, options, problems).all();
    }

    private Map<String, String> all() {
        project.ifPresent(
                p -> p.parameters().forEach((name, value) -> values.put(name, value.raw())));
        flow.parameters().values().forEach(this::declared);
        var known = new HashSet<>(flow.parameters().keySet());
        project.ifPresent(p -> known.addAll(p.parameters().keySet()));
        options.parameters()
                .forEach((name, value) -> {
                    if (!known.contains(name)) {
                        problems.add(
                                Problem.error(
                                        "WEIR-2011",
                                        "--param " + name,
                                        "is not a parameter of the flow"
                                                + Suggestions.didYouMean(name, known)));
                    } else if (!flow.parameters().containsKey(name)) {
                        values.put(name, value);
                    }
                });
        return values;
    }

    private void declared(Parameter parameter) {
        String name = parameter.name();
        String given = options.parameters().get(name);
        ScalarNode shared = project.map(p -> p.parameters().get(name)).orElse(null);
        if (given != null) {
            put(parameter, given, options.workingFolder(), Optional.empty());
        } else if (shared != null) {
            put(parameter, shared.raw(), project.get().folder(), Optional.of(shared.mark()));
        } else if (parameter.preset().isPresent()) {
            put(parameter, parameter.preset().get(), flow.folder(), Optional.of(parameter.mark()));
        } else {
            problems.error(
                    "WEIR-2007",
                    parameter.mark(),
                    "parameters." + name,
                    "has no value and no default; give it with --param %s=…".formatted(name));
            // What refers to it is not wrong as well.
            values.put(name, placeholder(parameter));
        }
    }

    private String placeholder(Parameter parameter) {
        return switch (parameter.type()) {
            case TEXT -> "";
            case NUMBER -> "0";
            case FLAG -> "false";
            // A source that is asked for its columns must not find other files there.
            case PATH -> flow.folder().resolve("." + parameter.name() + "-is-not-given").toString();
            case DURATION -> "0s";
            case SIZE -> "0B";
        };
    }

    private void put(Parameter parameter, String value, Path folder, Optional<Mark> mark) {
        boolean right =
                switch (parameter.type()) {
                    case TEXT, PATH -> true;
                    case NUMBER -> isNumber(value);
                    case FLAG -> Literals.flag(value).isPresent();
                    case DURATION -> Literals.duration(value).isPresent();
                    case SIZE -> Literals.bytes(value).isPresent();
                };
        if (!right) {
            String type = parameter.type().name().toLowerCase(java.util.Locale.ROOT);
            String path =
                    mark.isPresent()
                            ? "parameters." + parameter.name()
                            : "--param " + parameter.name();
            problems.add(
                    new Problem(
                            Problem.Level.ERROR,
                            "WEIR-2003",
                            mark,
                            path,
                            "'%s' is not a %s".formatted(value, type)));
        }
        values.put(
                parameter.name(),
                parameter.type() == Parameter.Type.PATH ? Paths.absolute(folder, value) : value);
    }

    private static boolean isNumber(String text) {
        if (Literals.whole(text).isPresent()) {
            return true;
        }
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
