package dev.weir.testkit;

import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceOutput;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts from 1 in two splits, two numbers a poll; each {@link Fault} makes it wrong in one way.
 */
@Doc("For the tests of the testkit.")
@Processor.Named("counting")
record Counting(@Doc("How it breaks the contract.") Fault fault)
        implements Source<Counting.Position> {

    enum Fault {
        NONE,
        LEAKS_A_BYTE,
        SKIPS_A_ROW_AT_A_RESTART,
        TELLS_NO_POSITION,
        EMITS_TWICE_A_POLL,
        EMITS_TO_KEEP_ALIVE,
        RENAMES_ITS_SPLITS,
        SWALLOWS_INTERRUPTS,
        OTHER_SCHEMA
    }

    record Position(long next, Optional<String> note) {}

    private static final int LAST = 5;

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(Rows.schema("n int64"));
    }

    @Override
    public Class<Position> positionType() {
        return Position.class;
    }

    @Override
    public SourceTask<Position> start(Context context) {
        return new SourceTask<>() {
            @Override
            public List<Split> splits(List<Split> known) {
                var suffix = fault == Fault.RENAMES_ITS_SPLITS && !known.isEmpty() ? "-again" : "";
                return List.of(
                        new Split("low" + suffix, Map.of("add", "0")),
                        new Split("high" + suffix, Map.of("add", "100")));
            }

            @Override
            public SplitReader<Position> open(Split split, Optional<Position> position) {
                long add = Long.parseLong(split.details().getOrDefault("add", "0"));
                return new Reader(context, add, position.map(Position::next).orElse(1L));
            }
        };
    }

    private final class Reader implements SplitReader<Position> {
        private final Context context;
        private final long add;
        private long next;
        private Optional<SourceOutput<Position>> last = Optional.empty();

        Reader(Context context, long add, long next) {
            this.context = context;
            this.add = add;
            this.next = next;
        }

        @Override
        public Poll poll(SourceOutput<Position> output) throws Exception {
            if (fault == Fault.LEAKS_A_BYTE) {
                assert context.allocator().buffer(1).capacity() == 1;
            }
            last = Optional.of(output);
            if (next > LAST) {
                return Poll.END;
            }
            long to = Math.min(LAST, next + 1);
            try {
                emit(output, to);
            } catch (InterruptedException e) {
                if (fault != Fault.SWALLOWS_INTERRUPTS) {
                    throw e;
                }
            }
            next = to + 1;
            if (fault != Fault.TELLS_NO_POSITION) {
                long told = fault == Fault.SKIPS_A_ROW_AT_A_RESTART ? next + 1 : next;
                output.position(new Position(told, Optional.empty()));
            }
            return next == 3 ? new Poll.Wait(java.time.Duration.ofMillis(5)) : Poll.MORE;
        }

        private void emit(SourceOutput<Position> output, long to) throws InterruptedException {
            var schema = Rows.schema(fault == Fault.OTHER_SCHEMA ? "number int64" : "n int64");
            for (long n = next; n <= to; n++) {
                if (n < to && fault != Fault.EMITS_TWICE_A_POLL) {
                    continue;
                }
                var rows = Rows.of(schema);
                long first = fault == Fault.EMITS_TWICE_A_POLL ? n : next;
                for (long value = first; value <= n; value++) {
                    rows = rows.and(Rows.of(schema, "[%d]".formatted(value + add)));
                }
                output.emit(rows.batch(context.allocator()));
            }
        }

        @Override
        public void keepAlive() throws Exception {
            if (fault == Fault.EMITS_TO_KEEP_ALIVE && last.isPresent()) {
                emit(last.get(), next);
            }
        }
    }
}
