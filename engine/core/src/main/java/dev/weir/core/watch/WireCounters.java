package dev.weir.core.watch;

import dev.weir.core.plan.PortRef;

/**
 * What a wire holds now and has carried since the run began.
 *
 * @param to key of the reader
 * @param input of the reader
 * @param rows carried so far
 * @param queuedRows waiting now
 * @param queuedBytes memory of the batches that wait
 * @param full whether its bounds hold the writer back
 */
public record WireCounters(
        PortRef from,
        String to,
        String input,
        long rows,
        long queuedRows,
        long queuedBytes,
        boolean full) {}
