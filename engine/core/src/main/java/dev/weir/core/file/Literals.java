package dev.weir.core.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers with units are written in flow files. */
public final class Literals {
    private static final Pattern WITH_UNIT =
            Pattern.compile("([+-]?[0-9][0-9_]*(?:\\.[0-9]+)?) ?([A-Za-z%]*)");
    private static final Map<String, Long> NANOS =
            Map.of(
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L,
                    "d", 86_400_000_000_000L);
    private static final Map<String, Long> BYTES =
            Map.of(
                    "B", 1L,
                    "KiB", 1L << 10,
                    "MiB", 1L << 20,
                    "GiB", 1L << 30,
                    "TiB", 1L << 40,
                    "kB", 1_000L,
                    "MB", 1_000_000L,
                    "GB", 1_000_000_000L,
                    "TB", 1_000_000_000_000L);
    private static final Map<String, Long> COUNTS =
            Map.of("", 1L, "k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);

    private Literals() {}

    /** A whole number: {@code 12}, {@code -5}, {@code 1_000}, {@code 100k}, {@code 5M}. */
    public static OptionalLong whole(String text) {
        return scaled(text, COUNTS);
    }

    /** A size: {@code 64MiB}, {@code 1GB}, {@code 100B}. */
    public static OptionalLong bytes(String text) {
        var bytes = scaled(text, BYTES);
        return bytes.isPresent() && bytes.getAsLong() >= 0 ? bytes : OptionalLong.empty();
    }

    /** A duration: {@code 100ms}, {@code 1s}, {@code 5m}, {@code 1h}, {@code 7d}. */
    public static Optional<Duration> duration(String text) {
        var nanos = scaled(text, NANOS);
        return nanos.isPresent() && nanos.getAsLong() >= 0
                ? Optional.of(Duration.ofNanos(nanos.getAsLong()))
                : Optional.empty();
    }

    /** A share from {@code 0%} to {@code 100%}, as a part of 1. */
    public static OptionalDouble share(String text) {
        Matcher match = WITH_UNIT.matcher(text.strip());
        if (!match.matches() || !match.group(2).equals("%")) {
            return OptionalDouble.empty();
        }
        double share = Double.parseDouble(match.group(1).replace("_", "")) / 100;
        return share >= 0 && share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
    }

    /** {@code true} or {@code false}; {@code yes}, {@code on} and the like are text. */
    public static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static OptionalLong scaled(String text, Map<String, Long> units) {
        Matcher match = WITH_UNIT.matcher(text.strip());
        Long unit = match.matches() ? units.get(match.group(2)) : null;
        if (unit == null) {
            return OptionalLong.empty();
        }
        try {
            var number = new BigDecimal(match.group(1).replace("_", ""));
            return OptionalLong.of(number.multiply(BigDecimal.valueOf(unit)).longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
