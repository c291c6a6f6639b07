package dev.weir.processors.files.column;

import java.util.Locale;
import org.apache.arrow.vector.types.pojo.Field;

/** Booleans, in all the spellings that DuckDB reads. */
final class BoolColumn extends NumberColumn {

    BoolColumn(Field field) {
        super(field, 0);
    }

    @Override
    public void append(byte[] text, long[] cells, int from, int count, CellErrors errors) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            long cell = cells[from + i];
            int start = Cells.start(cell);
            int end = Cells.end(cell);
            if (start == end) {
                none(rows + i);
                continue;
            }
            switch (text(text, start, end).strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "1", "yes", "y" -> values[rows + i] = 1;
                case "false", "f", "0", "no", "n" -> values[rows + i] = 0;
                default -> {
                    none(rows + i);
                    errors.add(i, "is neither true nor false");
                }
            }
        }
        rows += count;
    }
}
