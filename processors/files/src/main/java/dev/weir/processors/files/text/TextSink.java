package dev.weir.processors.files.text;

import dev.weir.api.ByteSize;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Sink;
import java.time.Duration;
import java.util.Optional;

/** What all sinks of text have in common, whatever its format. */
public interface TextSink extends Sink<TextReceipt> {

    /** Where the files go. */
    Target target();

    /** What to do about files that are there. */
    WhenExists whenExists();

    /** Size after which the next part of a folder begins. */
    ByteSize fileSize();

    /** How old a hidden file may be before it is shown; empty: files are seen growing. */
    Optional<Duration> commitEvery();

    @Override
    default Class<TextReceipt> receiptType() {
        return TextReceipt.class;
    }

    @Override
    default Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    default boolean canReplace() {
        return true;
    }

    @Override
    default boolean takesFamily() {
        return target().isByTable();
    }

    @Override
    default Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Settings.checkTable(target(), inputs, context);
        return Outputs.none();
    }
}
