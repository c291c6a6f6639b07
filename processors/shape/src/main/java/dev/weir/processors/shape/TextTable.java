package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.JsonRows;
import dev.weir.api.Utf8Buffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows in columns of even width, under their names. */
final class TextTable {

    /** Cells are cut here, so that one long text does not spoil the table. */
    private static final int WIDTH = 60;

    private TextTable() {}

    static void append(Batch batch, int rows, Utf8Buffer text) {
        var columns = new ArrayList<List<String>>();
        for (int column = 0; column < batch.vectors().size(); column++) {
            columns.add(cells(batch, column, rows));
        }
        var widths =
                columns.stream()
                        .mapToInt(
                                cells -> cells.stream().mapToInt(TextTable::width).max().orElse(0))
                        .toArray();
        for (int line = 0; line <= rows; line++) {
            for (int column = 0; column < widths.length; column++) {
                String cell = columns.get(column).get(line);
                text.add(column == 0 ? "" : "  ");
                text.add(cell);
                if (column < widths.length - 1) {
                    text.add(" ".repeat(widths[column] - width(cell)));
                }
            }
            text.add('\n');
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** The column's name, then its values as they stand in JSON, without quotes around text. */
    private static List<String> cells(Batch batch, int column, int rows) {
        Field field = batch.schema().getFields().get(column);
        var cells = new ArrayList<String>();
        cells.add(field.getName());
        try (var single = batch.columns(new Schema(List.of(field)), column)) {
            var text = new Utf8Buffer(1024);
            text.jsonText(field.getName());
            int start = text.toString().length() + 2;
            text.clear();
            JsonRows.masking(single.schema()).lines(single, 0, rows, text);
            text.toString()
                    .lines()
                    .map(line -> line.substring(start, line.length() - 1))
                    .map(TextTable::plain)
                    .forEach(cells::add);
        }
        return cells;
    }

    private static String plain(String json) {
        String cell = json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
        if (width(cell) <= WIDTH) {
            return cell;
        }
        return cell.substring(0, cell.offsetByCodePoints(0, WIDTH - 1)) + '…';
    }
}
