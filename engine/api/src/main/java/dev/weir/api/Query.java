package dev.weir.api;

/** A setting that is a SQL query over the processor's inputs, in DuckDB's dialect. */
public record Query(String text) {
    @Override
    public String toString() {
        return text;
    }
}
