package dev.weir.core.run;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.api.Run;
import dev.weir.api.Sink;
import dev.weir.api.Source;
import dev.weir.api.Transform;
import dev.weir.api.WireSchema;
import dev.weir.core.checkpoint.Checkpoint.Cut;
import dev.weir.core.checkpoint.Checkpoint.SourceCut;
import dev.weir.core.checkpoint.Checkpoint.SplitCut;
import dev.weir.core.checkpoint.Checkpoint.TransformCut;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import dev.weir.core.watch.Bulletins;
import dev.weir.core.watch.ProcessorCounters;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the tasks and wires of an attempt together, as its starting point asks for.
 *
 * <p>Tasks that had ended are not run again, with one exception: what a task needs whole is no part
 * of its snapshot, so whatever feeds such an input is run once more from the beginning, its other
 * wires left out, since what they carried is part of the checkpoint already.
 */
final class Assembly {
    private final FlowSetup setup;
    private final Run run;
    private final Surroundings world;
    private final Bulletins bulletins;
    private final Taps taps;
    private final StartingPoint from;
    private final Set<String> again;
    private final Set<Graph.Edge> unbounded;
    private final Map<String, Work> works = new LinkedHashMap<>();

    Assembly(
            FlowSetup setup,
            Run run,
            Surroundings world,
            Bulletins bulletins,
            Taps taps,
            StartingPoint from) {
        this.setup = setup;
        this.run = run;
        this.world = world;
        this.bulletins = bulletins;
        this.taps = taps;
        this.from = from;
        this.again = runAgain();
        this.unbounded = setup.graph().unbounded();
    }

    /**
     * A sink cannot be run once more: what it wrote is there.
     *
     * @throws FlowRefused if a whole input is fed by one
     */
    static void check(Graph graph) throws FlowRefused {
        for (String key : graph.upstream(Graph.Edge::whole)) {
            if (graph.node(key).processor() instanceof Sink<?>) {
                var message =
                        "%s is a sink, and what it refuses leads to an input that must be read whole, which could not be repeated after a restart"
                                .formatted(key);
                throw new FlowRefused(
                        Problem.error(RunCodes.CANNOT_REPLAY, "processors." + key, message));
            }
        }
    }

    private Set<String> runAgain() {
        if (from.checkpoint().isEmpty()) {
            return Set.of();
        }
        return setup.graph().upstream(edge -> edge.whole() && !from.hasEnded(edge.to()));
    }

    void into(Attempt attempt) {
        for (Graph.Node node : setup.graph().nodes()) {
            Work work = work(attempt, node);
            works.put(node.key(), work);
            attempt.works.add(work);
            addPorts(work);
            if (from.hasEnded(node.key()) && !again.contains(node.key())) {
                work.setFinished(formerCut(node));
            }
        }
        for (Graph.Edge edge : setup.graph().edges()) {
            connect(attempt, edge);
        }
    }

    private Work work(Attempt attempt, Graph.Node node) {
        var before = counters(node.key());
        boolean repeats = again.contains(node.key());
        return switch (node.processor()) {
            case Source<?> source -> {
                var start = start(node.key());
                var splits = repeats ? start : splits(node.key()).orElse(start);
                yield new SourceWork(
                        attempt, node, source, context(node), splits, start, before, repeats);
            }
            case Transform transform -> {
                var cut = repeats ? Optional.<TransformCut>empty() : transformCut(node.key());
                yield new TransformWork(
                        attempt, node, transform, context(node), cut, before, repeats);
            }
            case Sink<?> sink ->
                    new SinkWork(
                            attempt, node, sink, context(node), from.receipt(node.key()), before);
        };
    }

    private TaskContext context(Graph.Node node) {
        var unread = new HashSet<String>();
        for (String port : node.outputPorts()) {
            var ref = new PortRef(node.key(), port);
            if (!port.equals(Processor.OUT)
                    && !setup.graph().reads(ref)
                    && taps.of(ref).isEmpty()) {
                unread.add(port);
            }
        }
        return new TaskContext(
                node,
                run,
                world,
                setup.folder().temporary(),
                Math.max(64L << 20, setup.settings().memory().bytes()),
                unread,
                bulletins);
    }

    private void addPorts(Work work) {
        for (String port : work.node.outputPorts()) {
            var ref = new PortRef(work.key(), port);
            WireSchema schema = work.node.outputs().all().get(port);
            if (schema == null) {
                throw new IllegalStateException(
                        "the schema of %s is not known, but its port is".formatted(ref));
            }
            work.output().add(new OutputPort(ref, Graph.isRefusal(ref), schema, taps.of(ref)));
        }
    }

    private void connect(Attempt attempt, Graph.Edge edge) {
        Work writer = find(edge.from().processor());
        Work reader = find(edge.to());
        var wire =
                new Wire(edge, unbounded.contains(edge), input(reader.node, edge), writer, reader);
        boolean repeats = again.contains(writer.key());
        boolean isLive =
                !reader.isFinished()
                        && (repeats
                                ? again.contains(reader.key()) || edge.whole()
                                : !writer.isFinished());
        wire.ended = !isLive;
        wire.again = repeats;
        switch (reader) {
            case TransformWork transform -> transform.inlet.wires.add(wire);
            case SinkWork sink -> sink.inlet.wires.add(wire);
            case SourceWork _ ->
                    throw new IllegalStateException(edge.to() + " is a source and reads no wire");
        }
        attempt.wires.add(wire);
        if (isLive) {
            OutputPort port = writer.output().port(edge.from().port());
            port.wires.add(wire);
            writer.outWires.add(wire);
            wire.add(new WireEvent.Schema(port.schema()));
        }
    }

    private static InputPort input(Graph.Node node, Graph.Edge edge) {
        return node.inputPorts().stream()
                .filter(port -> port.name().equals(edge.input()))
                .findFirst()
                .orElseGet(() -> new InputPort(edge.input(), edge.whole()));
    }

    private Work find(String key) {
        Work work = works.get(key);
        if (work == null) {
            throw new IllegalStateException(
                    "a wire leads to %s, which is not there".formatted(key));
        }
        return work;
    }

    private ProcessorCounters counters(String key) {
        return from.checkpoint()
                .map(checkpoint -> checkpoint.counters().get(key))
                .orElse(ProcessorCounters.ZERO);
    }

    private List<SplitCut> start(String key) {
        var inRun = from.checkpoint().map(checkpoint -> checkpoint.sources().get(key));
        return inRun.isPresent() ? inRun.get().start() : from.starts().getOrDefault(key, List.of());
    }

    private Optional<List<SplitCut>> splits(String key) {
        return from.checkpoint()
                .map(checkpoint -> checkpoint.sources().get(key))
                .map(SourceCut::splits);
    }

    private Optional<TransformCut> transformCut(String key) {
        return from.checkpoint().map(checkpoint -> checkpoint.transforms().get(key));
    }

    private Cut formerCut(Graph.Node node) {
        var checkpoint = from.checkpoint().orElseThrow();
        Cut cut =
                switch (node.processor()) {
                    case Source<?> _ -> checkpoint.sources().get(node.key());
                    case Transform _ -> checkpoint.transforms().get(node.key());
                    case Sink<?> _ -> checkpoint.sinks().get(node.key());
                };
        if (cut == null) {
            throw new IllegalStateException("the checkpoint says nothing of " + node.key());
        }
        return cut;
    }
}
