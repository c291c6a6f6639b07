package dev.weir.processors.files.column;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Dates, times of day and timestamps, from ISO 8601. */
final class TimeColumn extends NumberColumn {

    private enum Shape {
        DATE,
        TIME,
        LOCAL,
        MOMENT
    }

    private final Shape shape;
    private final TimeText reader = new TimeText();

    TimeColumn(Field field) {
        ArrowType type = field.getType();
        super(field, type instanceof ArrowType.Date ? 4 : 8);
        shape =
                switch (type) {
                    case ArrowType.Date _ -> Shape.DATE;
                    case ArrowType.Time _ -> Shape.TIME;
                    case ArrowType.Timestamp t ->
                            t.getTimezone() == null ? Shape.LOCAL : Shape.MOMENT;
                    default -> throw new IllegalArgumentException(type + " is not a time");
                };
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
            long value =
                    switch (shape) {
                        case DATE -> reader.date(text, start, end);
                        case TIME -> reader.time(text, start, end);
                        case LOCAL -> reader.timestamp(text, start, end, false);
                        case MOMENT -> reader.timestamp(text, start, end, true);
                    };
            if (value == TimeText.NONE) {
                none(first + i);
                errors.add(i, reason());
            } else {
                values[first + i] = value;
            }
        }
        rows += count;
    }

    private String reason() {
        return switch (shape) {
            case DATE -> "is not a date such as 2024-02-29";
            case TIME -> "is not a time such as 23:59:59";
            case LOCAL -> "is not a timestamp without a zone such as 2024-02-29T23:59:59";
            case MOMENT -> "is not a timestamp such as 2024-02-29T23:59:59Z";
        };
    }
}
