package dev.weir.api;

/** A setting that names a column of the input, so that the designer can offer them. */
public record Column(String name) {
    @Override
    public String toString() {
        return name;
    }
}
