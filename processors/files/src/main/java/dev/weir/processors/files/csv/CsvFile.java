package dev.weir.processors.files.csv;

import dev.weir.api.Context;
import dev.weir.api.StopFlow;
import dev.weir.processors.files.text.BatchRows;
import dev.weir.processors.files.text.RowReader;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.processors.files.text.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Opens one CSV file. */
final class CsvFile {

    private CsvFile() {}

    static RowReader open(
            Context context,
            Schema schema,
            String path,
            CsvFormat format,
            Optional<TextPosition> position)
            throws IOException, StopFlow {
        if (position.isPresent() && format.encoding().equals(StandardCharsets.UTF_8)) {
            position.get().check(context.storage(), path);
        }
        var header = CsvHeader.read(context.storage(), path, format);
        var start = position.orElse(new TextPosition(header.offset(), 0, header.line()));
        var columns = schema.getFields().stream().map(Field::getName).toList();
        // An empty file has no header, and no rows that would need one.
        boolean named = format.header() && !header.fields().isEmpty();
        var names = named ? header.fields() : columns;
        int[] places = places(columns, names, path);
        var stream = CsvHeader.open(context.storage(), path, format, start.offset());
        var window = new Window(stream, start.offset());
        var rows =
                new BatchRows(
                        schema,
                        new CsvEscapes(format.quote()),
                        context.allocator(),
                        format.batchSize());
        var tokenizer = new CsvTokenizer(window, format, names, start.line());
        return new RowReader(
                context, path, window, tokenizer, places, format.missing(), rows, start.row());
    }

    /** For each column the index of its field. */
    private static int[] places(List<String> columns, List<String> names, String path)
            throws IOException, StopFlow {
        int[] places = new int[columns.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = names.indexOf(columns.get(i));
            if (places[i] < 0) {
                throw new StopFlow(
                        "WEIR-4212",
                        "%s has no column %s; its columns are %s"
                                .formatted(path, columns.get(i), String.join(", ", names)));
            }
        }
        return places;
    }
}
