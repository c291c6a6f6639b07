package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;

/** Between dates and times; the zone is UTC. */
final class TimeCast extends Cast {
    static final long DAY = 86_400_000_000L;

    /** DuckDB's infinite times, and the range of its finite ones. */
    static final long INFINITY = Long.MAX_VALUE;

    static final int INFINITE_DAY = Integer.MAX_VALUE;
    static final long FIRST = -9_223_372_022_400_000_000L;

    TimeCast(Node operand, Type type) {
        super(type, operand);
    }

    @Override
    void cast(Lane from, Lane lane, Chunk chunk) {
        Node operand = operands.getFirst();
        int count = chunk.count;
        lane.nullsOf(from, count);
        if (operand.type.kind() == Kind.DATE) {
            fromDays(from.longs, lane, chunk);
        } else if (type.kind() == Kind.DATE) {
            for (int i = 0; i < count; i++) {
                long micros = from.longs[i];
                lane.longs[i] =
                        isInfinite(micros)
                                ? micros > 0 ? INFINITE_DAY : -INFINITE_DAY
                                : Math.floorDiv(micros, DAY);
            }
        } else {
            System.arraycopy(from.longs, 0, lane.longs, 0, count);
        }
    }

    private void fromDays(long[] days, Lane lane, Chunk chunk) {
        for (int i = 0; i < chunk.count; i++) {
            long day = days[i];
            if (day == INFINITE_DAY || day == -INFINITE_DAY) {
                lane.longs[i] = day > 0 ? INFINITY : -INFINITY;
                continue;
            }
            long micros = day * DAY;
            lane.longs[i] = micros;
            boolean out =
                    Math.multiplyHigh(day, DAY) != micros >> 63
                            || micros < FIRST
                            || isInfinite(micros);
            if (out && !lane.isNull[i]) {
                var troubles = chunk.troubles;
                troubles.add(
                        i,
                        Troubles.RANGE,
                        "day %s is out of the range of %s".formatted(troubles.shown(day), type));
                lane.setNull(i);
            }
        }
    }

    static boolean isInfinite(long micros) {
        return micros == INFINITY || micros == -INFINITY;
    }
}
