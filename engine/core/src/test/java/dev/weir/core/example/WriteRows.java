package dev.weir.core.example;

import dev.weir.api.Context;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;
import dev.weir.core.example.Examples.Nothing;

@Processor.Named(value = "rows", group = "Files")
@Doc("Writes rows.")
public record WriteRows(@Doc(value = "File to write.", example = "out.csv") FilePath path)
        implements Sink<Nothing> {

    @Override
    public Class<Nothing> receiptType() {
        return Nothing.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public SinkTask<Nothing> start(Context context) {
        return Examples.neverSink(context);
    }
}
