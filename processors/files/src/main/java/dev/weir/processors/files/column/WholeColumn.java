package dev.weir.processors.files.column;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Whole numbers of any width. */
final class WholeColumn extends NumberColumn {

    private final long min;
    private final long max;
    private final boolean unsigned64;

    WholeColumn(Field field, ArrowType.Int type) {
        super(field, type.getBitWidth() / 8);
        int bits = type.getBitWidth();
        boolean signed = type.getIsSigned();
        unsigned64 = !signed && bits == 64;
        min = signed ? -1L << (bits - 1) : 0;
        max = signed || bits == 64 ? -1L >>> (signed ? 65 - bits : 1) : (1L << bits) - 1;
    }

    @Override
    public void append(byte[] text, long[] cells, int from, int count, CellErrors errors) {
        reserve(count);
        int first = rows;
        for (int i = 0; i < count; i++) {
            long cell = cells[from + i];
            int start = Cells.start(cell);
            int end = Cells.end(cell);
            long value = Digits.number(text, start, end);
            if (value >= 0 && value <= max) {
                values[first + i] = value;
            } else {
                other(text, start, end, i, errors);
            }
        }
        rows += count;
    }

    private void other(byte[] text, int start, int end, int i, CellErrors errors) {
        int row = rows + i;
        if (start == end) {
            none(row);
            return;
        }
        if (text[start] == '-') {
            long value = Digits.number(text, start + 1, end);
            if (value >= 0 && -value >= min) {
                values[row] = -value;
                return;
            }
        }
        String trimmed = text(text, start, end).strip();
        try {
            long value = unsigned64 ? Long.parseUnsignedLong(trimmed) : Long.parseLong(trimmed);
            if (unsigned64 || value >= min && value <= max) {
                values[row] = value;
                return;
            }
            none(row);
            errors.add(i, "does not lie between %d and %d".formatted(min, max));
        } catch (NumberFormatException e) {
            none(row);
            boolean digits = trimmed.matches("[+-]?[0-9]+");
            errors.add(i, digits ? "is too large" : "is not a whole number");
        }
    }
}
