package dev.weir.core.run;

import dev.weir.api.InputPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a task: which wire is read next, and when a barrier has come from all of them.
 * Guarded by the lock of the attempt.
 */
final class Inlet {
    final List<Wire> wires = new ArrayList<>();
    private int turn;
    private @Nullable Instant watermark;

    /** An event, and the wire that it came from. */
    record Taken(Wire wire, WireEvent event) {}

    /** What reading an end has ended. */
    record Ended(boolean input, boolean all) {}

    boolean canTake() {
        for (Wire wire : wires) {
            if (isReadable(wire)) {
                return true;
            }
        }
        return false;
    }

    /** The next event, wires taking turns; empty if there is none that may be read. */
    Optional<Taken> take(Attempt attempt) {
        for (int i = 0; i < wires.size(); i++) {
            Wire wire = wires.get((turn + i) % wires.size());
            if (isReadable(wire)) {
                turn = (turn + i + 1) % wires.size();
                WireEvent event = attempt.queues.take(wire);
                if (event instanceof WireEvent.Barrier) {
                    wire.barrier = true;
                }
                return event == null ? Optional.empty() : Optional.of(new Taken(wire, event));
            }
        }
        return Optional.empty();
    }

    private boolean isReadable(Wire wire) {
        return !wire.barrier && !wire.isEmpty() && (wire.edge.whole() || areWholesRead());
    }

    private boolean areWholesRead() {
        for (Wire wire : wires) {
            if (wire.edge.whole() && !wire.ended) {
                return false;
            }
        }
        return true;
    }

    /** Whether the barrier has come from every wire that has not ended. */
    boolean isAligned() {
        for (Wire wire : wires) {
            if (!wire.barrier && !wire.ended) {
                return false;
            }
        }
        return true;
    }

    boolean isAtEnd() {
        for (Wire wire : wires) {
            if (!wire.ended) {
                return false;
            }
        }
        return true;
    }

    /** Lets the wires go on after the cut. */
    void release() {
        wires.forEach(wire -> wire.barrier = false);
    }

    Ended end(Wire ended) {
        ended.ended = true;
        boolean input = true;
        for (Wire wire : wires) {
            input &= wire.ended || !wire.edge.input().equals(ended.edge.input());
        }
        return new Ended(input, isAtEnd());
    }

    /** Takes in a wire's watermark; the answer is the watermark of all, if it has moved. */
    Optional<Instant> advance(Wire wire, Instant time) {
        wire.watermark = time;
        wire.idle = false;
        return advance();
    }

    /** Leaves an idle wire out; the answer is the watermark of the others, if it has moved. */
    Optional<Instant> idle(Wire wire) {
        wire.idle = true;
        return advance();
    }

    boolean isIdle() {
        for (Wire wire : wires) {
            if (!wire.idle && !wire.ended) {
                return false;
            }
        }
        return true;
    }

    private Optional<Instant> advance() {
        @Nullable Instant least = null;
        for (Wire wire : wires) {
            if (!wire.idle && !wire.ended && !wire.edge.whole()) {
                if (wire.watermark == null) {
                    return Optional.empty();
                }
                least = least == null || wire.watermark.isBefore(least) ? wire.watermark : least;
            }
        }
        if (least == null || (watermark != null && !least.isAfter(watermark))) {
            return Optional.empty();
        }
        watermark = least;
        return Optional.of(least);
    }

    static InputPort port(Taken taken) {
        return taken.wire().input;
    }
}
