package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.util.Locale;
import java.util.Optional;

/** Parts of dates and times, and times cut off at a part; the zone is UTC. */
final class TimeFunction extends Kernel {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private enum Part {
        YEAR,
        QUARTER,
        MONTH,
        WEEK,
        DAY,
        HOUR,
        MINUTE,
        SECOND,
        DAY_OF_WEEK,
        ISO_DAY_OF_WEEK,
        DAY_OF_YEAR,
        EPOCH;

        static Optional<Part> named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "year", "years", "y" -> Optional.of(YEAR);
                case "quarter", "quarters" -> Optional.of(QUARTER);
                case "month", "months", "mon" -> Optional.of(MONTH);
                case "week", "weeks", "w" -> Optional.of(WEEK);
                case "day", "days", "d", "dayofmonth" -> Optional.of(DAY);
                case "hour", "hours", "h" -> Optional.of(HOUR);
                case "minute", "minutes", "min" -> Optional.of(MINUTE);
                case "second", "seconds", "sec", "s" -> Optional.of(SECOND);
                case "dow", "dayofweek", "weekday" -> Optional.of(DAY_OF_WEEK);
                case "isodow" -> Optional.of(ISO_DAY_OF_WEEK);
                case "doy", "dayofyear" -> Optional.of(DAY_OF_YEAR);
                case "epoch" -> Optional.of(EPOCH);
                default -> Optional.empty();
            };
        }
    }

    private final Part part;
    private final boolean cut;

    private TimeFunction(Type type, Part part, boolean cut, Node time) {
        super(type, time);
        this.part = part;
        this.cut = cut;
    }

    /** {@code date_part} or {@code date_trunc}. */
    static Optional<Node> of(String function, Node name, Node time) {
        boolean known =
                name instanceof Constant constant
                        && constant.type.kind() == Kind.TEXT
                        && !constant.isNull()
                        && time.type.kind().isTime();
        if (!known) {
            return Optional.empty();
        }
        String word = ((Constant) name).text();
        if (!function.contains("trunc")) {
            return part(word, time);
        }
        return Part.named(word)
                .filter(part -> part.ordinal() <= Part.SECOND.ordinal())
                .flatMap(part -> {
                    Type type = time.type.kind() == Kind.INSTANT ? Type.INSTANT : Type.TIMESTAMP;
                    return Casts.to(time, type)
                            .map(micros -> new TimeFunction(type, part, true, micros));
                });
    }

    static Optional<Node> part(String word, Node time) {
        return time.type.kind().isTime()
                ? Part.named(word)
                        .filter(part -> part != Part.WEEK)
                        .filter(part -> part != Part.EPOCH || time.type.kind() != Kind.INSTANT)
                        .map(part ->
                                new TimeFunction(
                                        part == Part.EPOCH ? Type.DOUBLE : Type.INT64,
                                        part,
                                        false,
                                        time))
                : Optional.empty();
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Node operand = operands.getFirst();
        Lane time = operand.evaluate(chunk);
        lane.nullsOf(time, chunk.count);
        boolean isDay = operand.type.kind() == Kind.DATE;
        for (int i = 0; i < chunk.count; i++) {
            long value = time.longs[i];
            boolean infinite =
                    isDay ? Math.abs(value) == TimeCast.INFINITE_DAY : TimeCast.isInfinite(value);
            if (infinite) {
                // It stays what it is when it is cut, and has no parts.
                if (cut) {
                    lane.longs[i] = value;
                } else {
                    lane.setNull(i);
                }
                continue;
            }
            long day = isDay ? value : Math.floorDiv(value, TimeCast.DAY);
            long micros = isDay ? 0 : value - day * TimeCast.DAY;
            if (cut) {
                lane.longs[i] = cut(day, micros);
            } else if (part == Part.EPOCH) {
                lane.doubles[i] = isDay ? day * 86_400.0 : value / 1e6;
            } else {
                lane.longs[i] = part(day, micros);
            }
        }
    }

    private long part(long day, long micros) {
        return switch (part) {
            case YEAR -> Calendar.year(day);
            case QUARTER -> (Calendar.month(day) - 1) / 3 + 1;
            case MONTH -> Calendar.month(day);
            case DAY -> Calendar.dayOfMonth(day);
            case HOUR -> micros / HOUR;
            case MINUTE -> micros / MINUTE % 60;
            case SECOND -> micros / SECOND % 60;
            case DAY_OF_WEEK -> Math.floorMod(day + 4, 7L);
            case ISO_DAY_OF_WEEK -> Math.floorMod(day + 3, 7L) + 1;
            case DAY_OF_YEAR -> day - Calendar.day(Calendar.year(day), 1, 1) + 1;
            case WEEK, EPOCH -> throw new IllegalStateException("no whole number: " + part);
        };
    }

    private long cut(long day, long micros) {
        return switch (part) {
            case YEAR -> Calendar.day(Calendar.year(day), 1, 1) * TimeCast.DAY;
            case QUARTER -> {
                long month = (Calendar.month(day) - 1) / 3 * 3 + 1;
                yield Calendar.day(Calendar.year(day), month, 1) * TimeCast.DAY;
            }
            case MONTH -> Calendar.day(Calendar.year(day), Calendar.month(day), 1) * TimeCast.DAY;
            case WEEK -> (day - Math.floorMod(day + 3, 7L)) * TimeCast.DAY;
            case DAY -> day * TimeCast.DAY;
            case HOUR -> day * TimeCast.DAY + micros / HOUR * HOUR;
            case MINUTE -> day * TimeCast.DAY + micros / MINUTE * MINUTE;
            case SECOND -> day * TimeCast.DAY + micros / SECOND * SECOND;
            default -> throw new IllegalStateException("cannot be cut at " + part);
        };
    }
}
