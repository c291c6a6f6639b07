package dev.weir.core.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.core.file.Flow;
import dev.weir.core.file.Node;
import dev.weir.core.file.Project;
import dev.weir.core.file.RunSettings.Mode;
import dev.weir.core.file.WireRef.Partition;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import dev.weir.core.spec.BindScope;
import dev.weir.core.spec.Binder;
import dev.weir.core.spec.Catalog;
import dev.weir.core.spec.EnvironmentSecrets;
import dev.weir.core.spec.FileSecrets;
import dev.weir.core.spec.ProcessorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The making of one plan, step by step; each step notes what is wrong and goes on with the rest.
 */
final class Planning {
    private final Flow flow;
    private final Catalog catalog;
    private final PlanOptions options;
    private final SourceAnswers answers;
    private final Problems problems = new Problems();

    Planning(Flow flow, Catalog catalog, PlanOptions options, SourceAnswers answers) {
        this.flow = flow;
        this.catalog = catalog;
        this.options = options;
        this.answers = answers;
    }

    Planned plan() {
        var project = project();
        var parameters = ParameterValues.of(flow, project, options, problems);
        var scope = scope(project, parameters);
        var candidates = candidates(scope);
        if (candidates.isEmpty()) {
            problems.add(
                    Problem.error(
                            "WEIR-3018", "processors", "a flow needs at least one processor"));
        }
        var graph = new Graph(candidates, problems);
        graph.checkWires();
        Path temporary = options.dataFolder().resolve("tmp").resolve("design");
        var walk = new SchemaWalk(scope, answers, temporary, problems);
        var order = graph.order();
        order.forEach(key -> walk.visit(requireNonNull(candidates.get(key))));
        candidates.values().forEach(this::checkRunning);
        new UnmetSettings(problems).check(flow, candidates.values());
        new SharedTargets(problems).check(candidates.values());
        var unread = unread(candidates);
        new TestChecks(candidates, walk.schemas(), problems).check(flow);
        var plan =
                problems.errors() > 0
                        ? Optional.<Plan>empty()
                        : Optional.of(
                                new Plan(
                                        flow,
                                        PlanParts.nodes(order, candidates, walk),
                                        PlanParts.wires(order, candidates, walk),
                                        unread,
                                        new Versions(scope).of(flow),
                                        parameters));
        var processors = new LinkedHashMap<String, Processor>();
        candidates.forEach((key, c) -> c.processor().ifPresent(p -> processors.put(key, p)));
        return new Planned(plan, problems.sorted(), walk.schemas(), processors);
    }

    private Optional<Project> project() {
        try {
            var parsed = Project.find(flow.file(), options.environment());
            problems.addAll(parsed.problems());
            return parsed.project();
        } catch (IOException e) {
            problems.add(
                    Problem.error("WEIR-1013", Project.FILE, "cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private BindScope scope(Optional<Project> project, Map<String, String> parameters) {
        return new BindScope(
                flow.folder(),
                parameters,
                System::getenv,
                List.of(
                        new EnvironmentSecrets(System::getenv),
                        new FileSecrets(options.dataFolder().resolve("secrets"))),
                project.map(Project::connections).orElse(Map.of()),
                catalog.connectionTypes());
    }

    private Map<String, Candidate> candidates(BindScope scope) {
        var candidates = new LinkedHashMap<String, Candidate>();
        for (Node node : flow.processors().values()) {
            var spec = spec(node);
            var bound =
                    spec.map(s ->
                            Binder.bind(
                                    s,
                                    node.settings(),
                                    scope,
                                    "processors." + node.key(),
                                    node.mark()));
            bound.ifPresent(b -> problems.addAll(b.problems()));
            var processor = bound.flatMap(Binder.Bound::processor);
            candidates.put(
                    node.key(), new Candidate(node, spec, processor, outputs(spec, processor)));
            checkFormer(node);
        }
        return candidates;
    }

    /** Ports that follow from settings are unknown while those are wrong. */
    private static Optional<List<String>> outputs(
            Optional<ProcessorSpec> spec, Optional<Processor> processor) {
        return processor
                .map(Processor::outputPorts)
                .or(() -> spec.filter(ProcessorSpec::hasFixedPorts).map(ProcessorSpec::portNames));
    }

    private Optional<ProcessorSpec> spec(Node node) {
        if (node.type().isEmpty()) {
            return Optional.empty();
        }
        Mark mark = node.markOf("type");
        String path = "processors." + node.key() + ".type";
        boolean hasInputs = node.body().get("from").isPresent();
        var newest = catalog.find(node.type(), hasInputs);
        if (newest.isEmpty()) {
            String near =
                    catalog.suggest(node.type()).map(n -> "; did you mean " + n + "?").orElse("");
            problems.error(
                    "WEIR-3001",
                    mark,
                    path,
                    "there is no processor '%s'%s".formatted(node.type(), near));
            problems.addAll(catalog.problems());
            return newest;
        }
        if (node.major().isEmpty()) {
            return newest;
        }
        var pinned = catalog.find(node.type(), hasInputs, node.major().getAsInt());
        if (pinned.isEmpty()) {
            problems.error(
                    "WEIR-3002",
                    mark,
                    path,
                    "%s@%d is not installed; there is %s@%d"
                            .formatted(
                                    node.type(),
                                    node.major().getAsInt(),
                                    node.type(),
                                    newest.get().major()));
        }
        return pinned;
    }

    private void checkFormer(Node node) {
        for (String former : node.was()) {
            if (flow.processors().containsKey(former)) {
                problems.error(
                        "WEIR-3017",
                        node.markOf("was"),
                        "processors." + node.key() + ".was",
                        "%s is a processor of this flow, so its state cannot be taken over"
                                .formatted(former));
            }
        }
    }

    /** What the way of running asks of a processor. */
    private void checkRunning(Candidate candidate) {
        Processor processor = candidate.processor().orElse(null);
        if (processor == null) {
            return;
        }
        for (InputPort port : candidate.inputPorts()) {
            if (port.whole() && flow.run().mode() == Mode.STREAM) {
                problems.error(
                        "WEIR-3013",
                        candidate.node().markOf("from"),
                        candidate.path("from"),
                        ("%s needs all rows of its input %s before it can work, and in a stream flow"
                                        + " they never end; run it in a flow with run.mode batch")
                                .formatted(candidate.node().type(), port.name()));
            }
        }
        boolean hashed =
                candidate.node().inputs().values().stream()
                        .flatMap(List::stream)
                        .allMatch(w -> w.partition().orElse(null) instanceof Partition.Hash);
        if (candidate.node().parallel() > 1
                && processor instanceof Transform
                && !processor.stateless()
                && !hashed) {
            problems.error(
                    "WEIR-3019",
                    candidate.node().markOf("parallel"),
                    candidate.path("parallel"),
                    ("%s keeps state, so that %d instances need rows divided by a key; write from:"
                                    + " {wire: …, partition: hash(column)}")
                            .formatted(candidate.node().type(), candidate.node().parallel()));
        }
    }

    private List<PortRef> unread(Map<String, Candidate> candidates) {
        var read = new HashSet<PortRef>();
        for (Candidate candidate : candidates.values()) {
            for (var wires : candidate.node().inputs().values()) {
                wires.forEach(w -> read.add(new PortRef(w.processor(), w.port())));
            }
        }
        var unread = new ArrayList<PortRef>();
        for (Candidate candidate : candidates.values()) {
            for (String port : candidate.outputs().orElse(List.of())) {
                var ref = new PortRef(candidate.key(), port);
                if (!read.contains(ref)) {
                    unread.add(ref);
                    tellUnread(candidate, port);
                }
            }
        }
        return unread;
    }

    private void tellUnread(Candidate candidate, String port) {
        if (port.equals(Processor.ERRORS) || port.equals(Processor.REJECTED)) {
            // Nothing of them is lost: they become dead letters.
            return;
        }
        problems.hint(
                "WEIR-3007",
                candidate.node().mark(),
                candidate.path(""),
                "nobody reads the output %s: its rows are counted and discarded".formatted(port));
    }
}
