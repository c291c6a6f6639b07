package dev.weir.core.run;

import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import java.util.Optional;

/** Counts from 1; in a flow file. */
@Processor.Named(value = "count-to", group = "Sources")
@Doc("Counts.")
record CountTo(@Doc("The last number.") long last, @Doc("Rows a batch.") @Default("100") long batch)
        implements Source<CountTo.Position> {

    record Position(long next) {}

    @Override
    public Class<Position> positionType() {
        return Position.class;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(Numbers.SCHEMA);
    }

    @Override
    public SourceTask<Position> start(Context context) {
        return new SourceTask<>() {
            @Override
            public SplitReader<Position> open(Split split, Optional<Position> position) {
                long[] next = {position.map(Position::next).orElse(1L)};
                return output -> {
                    if (next[0] > last) {
                        return SplitReader.Poll.END;
                    }
                    int count = (int) Math.min(batch, last - next[0] + 1);
                    output.emit(Numbers.batch(context.allocator(), next[0], count));
                    next[0] += count;
                    output.position(new Position(next[0]));
                    return SplitReader.Poll.MORE;
                };
            }
        };
    }
}
