package dev.weir.expression.types;

/** Families of types, numbers in the order in which they are widened. */
public enum Kind {
    NULL,
    BOOL,
    INT8,
    INT16,
    INT32,
    INT64,
    UINT8,
    UINT16,
    UINT32,
    DECIMAL,
    FLOAT,
    DOUBLE,
    TEXT,
    DATE,
    TIMESTAMP,
    INSTANT;

    public boolean isInteger() {
        return ordinal() >= INT8.ordinal() && ordinal() <= UINT32.ordinal();
    }

    public boolean isSigned() {
        return ordinal() >= INT8.ordinal() && ordinal() <= INT64.ordinal();
    }

    public boolean isExact() {
        return isInteger() || this == DECIMAL;
    }

    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    public boolean isNumber() {
        return isExact() || isFloating();
    }

    public boolean isTime() {
        return ordinal() >= DATE.ordinal();
    }

    /** Bits of an integer. */
    public int bits() {
        return switch (this) {
            case INT8, UINT8 -> 8;
            case INT16, UINT16 -> 16;
            case INT32, UINT32 -> 32;
            default -> 64;
        };
    }
}
