package dev.weir.processors.files.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Decimals of 128 bits. Exact: a digit that does not fit is an error, not rounded away. */
final class DecimalColumn extends ColumnBuilder {

    private final int precision;
    private final int scale;
    private final long limit;
    private long[] halves = new long[2048];

    DecimalColumn(Field field, ArrowType.Decimal type) {
        if (type.getBitWidth() != 128) {
            throw new IllegalArgumentException("text cannot be read as " + type);
        }
        super(field);
        precision = type.getPrecision();
        scale = type.getScale();
        limit = precision < 19 ? Digits.POWERS[precision] : Long.MAX_VALUE;
    }

    @Override
    public void append(byte[] text, long[] cells, int from, int count, CellErrors errors) {
        reserve(count);
        if (halves.length < (rows + count) * 2) {
            halves = Arrays.copyOf(halves, (rows + count) * 4);
        }
        int first = rows;
        for (int i = 0; i < count; i++) {
            long cell = cells[from + i];
            int start = Cells.start(cell);
            int end = Cells.end(cell);
            if (start == end) {
                none(first + i);
                continue;
            }
            boolean negative = text[start] == '-';
            int digits = negative ? start + 1 : start;
            int point = end - scale - 1;
            if (scale == 0 || point <= digits || end - digits > 19 || text[point] != '.') {
                other(text, start, end, i, errors);
                continue;
            }
            long whole = Digits.number(text, digits, point);
            long rest = Digits.number(text, point + 1, end);
            long all = scale < 19 ? whole * Digits.POWERS[scale] + rest : -1;
            if (whole < 0 || rest < 0 || all < 0 || all >= limit) {
                other(text, start, end, i, errors);
                continue;
            }
            set(first + i, negative ? -all : all);
        }
        rows += count;
    }

    private void other(byte[] text, int start, int end, int i, CellErrors errors) {
        String trimmed = text(text, start, end).strip();
        // A huge exponent would make a number of as many digits.
        boolean plain = trimmed.matches("[+-]?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]{1,3})?");
        try {
            var value = plain ? new BigDecimal(trimmed) : null;
            if (value == null) {
                fail(i, "is not a decimal number", errors);
            } else {
                exact(value, i, errors);
            }
        } catch (NumberFormatException e) {
            fail(i, "is not a decimal number", errors);
        }
    }

    private void exact(BigDecimal value, int i, CellErrors errors) {
        BigDecimal scaled;
        try {
            scaled = value.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            fail(i, "has more than %d digits behind the point".formatted(scale), errors);
            return;
        }
        if (scaled.precision() > precision) {
            fail(
                    i,
                    "has more than %d digits before the point".formatted(precision - scale),
                    errors);
            return;
        }
        BigInteger unscaled = scaled.unscaledValue();
        halves[(rows + i) * 2] = unscaled.longValue();
        halves[(rows + i) * 2 + 1] = unscaled.shiftRight(64).longValue();
    }

    private void fail(int i, String reason, CellErrors errors) {
        none(rows + i);
        errors.add(i, reason);
    }

    private void none(int row) {
        set(row, 0);
        setNull(row);
    }

    private void set(int row, long value) {
        halves[row * 2] = value;
        halves[row * 2 + 1] = value >> 63;
    }

    @Override
    public long bytes() {
        return rows * 16L;
    }

    @Override
    void addBuffers(BufferAllocator allocator, List<ArrowBuf> buffers) {
        buffers.add(copied(allocator, halves, rows * 2));
    }
}
