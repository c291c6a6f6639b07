package dev.weir.core.run;

import dev.weir.api.Storage;
import dev.weir.core.state.Disk;
import java.time.Clock;
import org.apache.arrow.memory.BufferAllocator;

/** The world that flows run in; a simulation puts its own in place of each part. */
record Surroundings(
        Scheduler scheduler, Clock clock, Disk disk, Storage storage, BufferAllocator memory) {}
