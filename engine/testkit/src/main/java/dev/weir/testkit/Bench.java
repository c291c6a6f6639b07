package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Run;
import dev.weir.api.Storage;
import dev.weir.core.storage.LocalStorage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * What a test lends to processors: memory that is counted to the last byte, a clock that stands
 * still, files and databases. {@link #close} fails if a batch, a vector or an evaluator was not
 * closed.
 *
 * <pre>{@code
 * try (var bench = new Bench(folder)) {
 *     var run = TransformRun.start(bench, new Filter(…), Map.of("input", rows.schema()));
 *     run.process("input", rows);
 *     …
 * }
 * }</pre>
 */
public final class Bench implements AutoCloseable {
    private final RootAllocator memory = new RootAllocator();
    private final BufferAllocator wires = memory.newChildAllocator("wires", 0, Long.MAX_VALUE);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Storage storage = new LocalStorage();
    private final Path folder;
    private final Run run;
    private final List<Bulletin> bulletins = new ArrayList<>();

    /** Something that a processor told the operators. */
    public record Bulletin(Context.Severity severity, String code, String message) {}

    /**
     * A bench for a run of a batch flow that replaces nothing; its databases spill into the folder.
     */
    public Bench(Path folder) {
        this(folder, new Run("test", "1", false, false));
    }

    public Bench(Path folder, Run run) {
        this.folder = folder;
        this.run = run;
    }

    /** The account of batches that are on no task's: those of inputs, and what was emitted. */
    public BufferAllocator wires() {
        return wires;
    }

    /** A batch with these rows, which the caller owns. */
    public Batch batch(Rows rows) {
        return rows.batch(wires);
    }

    public ManualClock clock() {
        return clock;
    }

    public Storage storage() {
        return storage;
    }

    /** Folder for the databases to spill to. */
    Path folder() {
        return folder;
    }

    Run run() {
        return run;
    }

    BufferAllocator memory() {
        return memory;
    }

    /** What processors told the operators so far. */
    public List<Bulletin> bulletins() {
        return bulletins;
    }

    /**
     * Asks a processor for its output schemas, as the designer does.
     *
     * @throws AssertionError if it reports problems
     */
    public Outputs outputs(Processor processor, Inputs inputs) throws Exception {
        try (var design = new TestDesign(this)) {
            var outputs = processor.outputSchemas(inputs, design);
            if (!design.problems().isEmpty()) {
                throw new AssertionError(
                        "%s has problems at design time: %s"
                                .formatted(name(processor), design.problems()));
            }
            return outputs;
        }
    }

    /** What is wrong with a processor behind these inputs, as {@code weir check} would find it. */
    public List<TestDesign.Found> problems(Processor processor, Inputs inputs) throws Exception {
        try (var design = new TestDesign(this)) {
            processor.outputSchemas(inputs, design);
            return design.problems();
        }
    }

    /** Name of a processor in flow files. */
    static String name(Processor processor) {
        var named = processor.getClass().getAnnotation(Processor.Named.class);
        return named == null ? processor.getClass().getSimpleName() : named.value();
    }

    @Override
    public void close() {
        try {
            wires.close();
            memory.close();
        } catch (IllegalStateException leak) {
            throw new AssertionError("Arrow memory was not given back: " + leak.getMessage(), leak);
        }
    }
}
