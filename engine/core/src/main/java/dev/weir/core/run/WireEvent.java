package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.WireSchema;
import java.time.Instant;

/** What travels along a wire, in order. */
sealed interface WireEvent {

    /** What the batches after this look like. A wire begins with it. */
    record Schema(WireSchema schema) implements WireEvent {}

    /** Rows; whoever takes the event owns the batch. */
    record Rows(Batch batch, Load load) implements WireEvent {}

    /** No earlier event time will follow, late rows excepted. */
    record Watermark(Instant time) implements WireEvent {}

    /** Nothing comes for a while: the wire's watermark holds nobody back. */
    record Idle() implements WireEvent {}

    /** Here the checkpoint of that number cuts. */
    record Barrier(long epoch) implements WireEvent {}

    /** Nothing follows. */
    record End() implements WireEvent {}

    /**
     * Memory of a batch that waits in one wire or several, counted once. Guarded by the lock of the
     * attempt.
     */
    final class Load {
        private final long bytes;
        private int wires;

        Load(long bytes, int wires) {
            this.bytes = bytes;
            this.wires = wires;
        }

        long bytes() {
            return bytes;
        }

        /** One wire has let go; true if it was the last. */
        boolean release() {
            return --wires == 0;
        }
    }
}
