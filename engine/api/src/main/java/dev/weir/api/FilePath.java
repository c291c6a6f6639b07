package dev.weir.api;

/**
 * A setting that names files. In the flow file it may be relative to the file's folder; a processor
 * sees it absolute, with {@code /} between its parts.
 */
public record FilePath(String value) {
    @Override
    public String toString() {
        return value;
    }
}
