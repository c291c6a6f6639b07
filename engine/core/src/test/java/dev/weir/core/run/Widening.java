package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Gives two batches, the second with one more column. */
@Processor.Named("widening")
record Widening() implements Source<Numbers.Position> {

    @Override
    public Class<Numbers.Position> positionType() {
        return Numbers.Position.class;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(Numbers.SCHEMA);
    }

    @Override
    public SourceTask<Numbers.Position> start(Context context) {
        return new SourceTask<>() {
            @Override
            public SplitReader<Numbers.Position> open(
                    Split split, Optional<Numbers.Position> position) {
                return output -> {
                    output.emit(Numbers.batch(context.allocator(), 0, 5));
                    try (var narrow = Numbers.batch(context.allocator(), 5, 5)) {
                        var more = new BigIntVector("more", context.allocator());
                        more.allocateNew(5);
                        more.setValueCount(5);
                        Batch wide =
                                narrow.with(
                                        Field.nullable("more", new ArrowType.Int(64, true)), more);
                        output.emit(wide);
                    }
                    return SplitReader.Poll.END;
                };
            }
        };
    }
}
