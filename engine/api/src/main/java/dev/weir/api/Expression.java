package dev.weir.api;

/** A setting that is an expression over the columns of a row, in DuckDB's dialect. */
public record Expression(String text) {
    @Override
    public String toString() {
        return text;
    }
}
