package dev.weir.core.plan;

import dev.weir.api.Processor;

/** An output of a processor of a flow. */
public record PortRef(String processor, String port) {

    /** Reads {@code key} or {@code key.port}. */
    public static PortRef parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new PortRef(text, Processor.OUT)
                : new PortRef(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return port.equals(Processor.OUT) ? processor : processor + "." + port;
    }
}
