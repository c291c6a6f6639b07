package dev.weir.api;

/** A setting that is a part of a whole, such as {@code 5%}; 1 is all of it. */
public record Share(double value) {
    public Share {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a share lies between 0% and 100%, not " + value);
        }
    }
}
