package dev.weir.api;

/** A value that must never reach a log, a flow file or the screen. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
