package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.core.plan.PortRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who looks at which port; outlives attempts. Safe for use by many threads. */
final class Taps {
    private final Map<PortRef, CopyOnWriteArrayList<Consumer<Batch>>> byPort =
            new ConcurrentHashMap<>();

    CopyOnWriteArrayList<Consumer<Batch>> of(PortRef port) {
        return byPort.computeIfAbsent(port, _ -> new CopyOnWriteArrayList<>());
    }
}
