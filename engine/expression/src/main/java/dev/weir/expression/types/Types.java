package dev.weir.expression.types;

import java.util.Optional;

/** Which type DuckDB makes of two. */
public final class Types {

    /** Powers of ten that fit into 64 bits. */
    public static final long[] POWERS = powers();

    private Types() {}

    /** The type that can hold the values of both; empty if there is none that kernels know. */
    public static Optional<Type> both(Type left, Type right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (left.equals(right) || b == Kind.NULL) {
            return Optional.of(left);
        }
        if (a == Kind.NULL) {
            return Optional.of(right);
        }
        if (a.isInteger() && b.isInteger()) {
            return integers(a, b);
        }
        if (a.isExact() && b.isExact()) {
            int scale = Math.max(left.scale(), right.scale());
            int whole = Math.max(left.digits() - left.scale(), right.digits() - right.scale());
            return Type.decimal(whole + scale, scale);
        }
        if (a.isNumber() && b.isNumber()) {
            boolean wide = a == Kind.DOUBLE || b == Kind.DOUBLE;
            return Optional.of(new Type(wide ? Kind.DOUBLE : Kind.FLOAT));
        }
        if (a.isTime() && b.isTime()) {
            return Optional.of(a.ordinal() > b.ordinal() ? left : right);
        }
        return Optional.empty();
    }

    private static Optional<Type> integers(Kind a, Kind b) {
        if (a.isSigned() == b.isSigned()) {
            return Optional.of(new Type(a.bits() >= b.bits() ? a : b));
        }
        Kind signed = a.isSigned() ? a : b;
        Kind unsigned = a.isSigned() ? b : a;
        if (signed.bits() > unsigned.bits()) {
            return Optional.of(new Type(signed));
        }
        return Optional.of(
                new Type(
                        switch (unsigned) {
                            case UINT8 -> Kind.INT16;
                            case UINT16 -> Kind.INT32;
                            default -> Kind.INT64;
                        }));
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
