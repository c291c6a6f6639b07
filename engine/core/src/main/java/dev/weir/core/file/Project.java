package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code weir.yaml} says, with an environment applied.
 *
 * @param folder where {@code weir.yaml} stands
 * @param connections settings by name
 * @param parameters values by name
 * @param environments names of all
 */
public record Project(
        String name,
        Path folder,
        Map<String, MapNode> connections,
        Map<String, ScalarNode> parameters,
        List<String> environments) {

    /** Name of a project's file. */
    public static final String FILE = "weir.yaml";

    /** A project and all that is wrong with its file. */
    public record Parsed(Optional<Project> project, List<Problem> problems) {}

    public Project {
        connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        environments = List.copyOf(environments);
    }

    /** The project above a flow file, if there is one, without an environment. */
    public static Parsed find(Path flowFile) throws IOException {
        return find(flowFile, Optional.empty());
    }

    /** The project above a flow file, if there is one, as an environment has it. */
    public static Parsed find(Path flowFile, Optional<String> environment) throws IOException {
        Path folder = flowFile.toAbsolutePath().normalize().getParent();
        while (folder != null && !Files.isRegularFile(folder.resolve(FILE))) {
            folder = folder.getParent();
        }
        if (folder != null) {
            Path file = folder.resolve(FILE);
            return parse(Files.readString(file), file, environment);
        }
        List<Problem> problems =
                environment
                        .map(name ->
                                Problem.error(
                                        "WEIR-1012",
                                        flowFile.toString(),
                                        "the environment '%s' cannot be chosen: there is no %s above the flow"
                                                .formatted(name, FILE)))
                        .map(List::of)
                        .orElse(List.of());
        return new Parsed(Optional.empty(), problems);
    }

    /** Reads the text of a project's file. */
    public static Parsed parse(String text, Path file, Optional<String> environment) {
        var document = YamlDocument.read(text, file.toString());
        var problems = new Problems();
        problems.addAll(document.problems());
        var told = document.isBroken() ? new Problems() : problems;
        var top = new Mark(file.toString(), 1, 1);
        var fields = new Fields(MapNode.empty(top), "", told);
        if (document.root().isPresent()) {
            var map = fields.asMap(document.root().get(), "");
            fields = new Fields(map.orElse(MapNode.empty(top)), "", told);
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        var project = read(fields, folder == null ? file : folder, environment, told);
        return new Parsed(Optional.of(project), problems.sorted());
    }

    private static Project read(
            Fields fields, Path folder, Optional<String> environment, Problems problems) {
        var name = fields.text("project").orElse("");
        var connections = new LinkedHashMap<String, MapNode>();
        var parameters = new LinkedHashMap<String, ScalarNode>();
        apply(fields, connections, parameters);
        var environments = new ArrayList<String>();
        for (var entry : fields.map("environments").map(MapNode::entries).orElse(List.of())) {
            environments.add(entry.name());
            String path = "environments." + entry.name();
            var map = fields.asMap(entry.value(), path);
            if (map.isPresent()) {
                boolean chosen = environment.equals(Optional.of(entry.name()));
                var inner = new Fields(map.get(), path, problems);
                apply(
                        inner,
                        chosen ? connections : new LinkedHashMap<>(),
                        chosen ? parameters : new LinkedHashMap<>());
                inner.end("an environment");
            }
        }
        fields.end("weir.yaml");
        environment
                .filter(chosen -> !environments.contains(chosen))
                .ifPresent(chosen ->
                        problems.error(
                                "WEIR-1012",
                                fields.map().mark(),
                                "environments",
                                "there is no environment '%s' among %s%s"
                                        .formatted(
                                                chosen,
                                                environments,
                                                Suggestions.didYouMean(chosen, environments))));
        return new Project(name, folder, connections, parameters, environments);
    }

    private static void apply(
            Fields fields, Map<String, MapNode> connections, Map<String, ScalarNode> parameters) {
        for (var entry : fields.map("connections").map(MapNode::entries).orElse(List.of())) {
            String path = fields.path("connections") + "." + entry.name();
            fields.isKey(entry.key(), path);
            fields.asMap(entry.value(), path)
                    .ifPresent(map -> connections.merge(entry.name(), map, Project::over));
        }
        for (var entry : fields.map("parameters").map(MapNode::entries).orElse(List.of())) {
            String path = fields.path("parameters") + "." + entry.name();
            fields.isKey(entry.key(), path);
            fields.asScalar(entry.value(), path)
                    .ifPresent(value -> parameters.put(entry.name(), value));
        }
    }

    /** The entries of a map, each replaced by that of the same name in another. */
    private static MapNode over(MapNode base, MapNode other) {
        var entries = new LinkedHashMap<String, MapNode.Entry>();
        base.entries().forEach(entry -> entries.put(entry.name(), entry));
        other.entries().forEach(entry -> entries.put(entry.name(), entry));
        return new MapNode(base.mark(), base.span(), List.copyOf(entries.values()));
    }
}
