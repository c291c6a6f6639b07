package dev.weir.processors.files.column;

import java.util.Locale;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Floating-point numbers, each the nearest to its text. */
final class RealColumn extends NumberColumn {

    /** Whole numbers up to here are doubles exactly, as are the powers of ten up to 10^22. */
    private static final long EXACT = 1L << 53;

    private final boolean single;

    RealColumn(Field field) {
        boolean narrow =
                ((ArrowType.FloatingPoint) field.getType()).getPrecision()
                        == FloatingPointPrecision.SINGLE;
        super(field, narrow ? 4 : 8);
        single = narrow;
    }

    @Override
    public void append(byte[] text, long[] cells, int from, int count, CellErrors errors) {
        reserve(count);
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
            int point = Digits.point(text, digits, end);
            int fraction = end - point - 1;
            if (single || fraction <= 0 || fraction > 17 || end - digits > 18) {
                other(text, start, end, i, errors);
                continue;
            }
            long whole = Digits.number(text, digits, point);
            long rest = Digits.number(text, point + 1, end);
            long all = whole * Digits.POWERS[fraction] + rest;
            if (whole < 0 || rest < 0 || all > EXACT) {
                other(text, start, end, i, errors);
                continue;
            }
            // Dividing one exact double by another rounds once, so the result is the nearest.
            double value = all / (double) Digits.POWERS[fraction];
            values[first + i] = Double.doubleToRawLongBits(negative ? -value : value);
        }
        rows += count;
    }

    private void other(byte[] text, int start, int end, int i, CellErrors errors) {
        String trimmed = text(text, start, end).strip();
        double value = value(trimmed);
        if (Double.isNaN(value) && !isNan(trimmed)) {
            none(rows + i);
            errors.add(i, "is not a number");
            return;
        }
        float nearest =
                single && Double.isFinite(value) ? Float.parseFloat(trimmed) : (float) value;
        boolean isInfinite = single ? Float.isInfinite(nearest) : Double.isInfinite(value);
        if (isInfinite && !isInfinityInWords(trimmed)) {
            none(rows + i);
            errors.add(i, "is too large");
        } else if (single) {
            values[rows + i] = Float.floatToRawIntBits(nearest);
        } else {
            values[rows + i] = Double.doubleToRawLongBits(value);
        }
    }

    private static boolean isNan(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> true;
            default -> false;
        };
    }

    /** Infinity has a name; digits that lead there are a number beyond the range. */
    private static boolean isInfinityInWords(String text) {
        return Character.isLetter(text.charAt(text.length() - 1));
    }

    /** NaN if it is not a number, too. */
    private static double value(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                // Java would also take 1d and 0x1p3.
                for (int i = 0; i < text.length(); i++) {
                    if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
                        yield Double.NaN;
                    }
                }
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
        };
    }
}
