package dev.weir.processors.files.jsonl;

import dev.weir.api.ByteSize;
import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.api.SplitReader;
import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import dev.weir.processors.files.column.ColumnBuilder;
import dev.weir.processors.files.column.JsonEscapes;
import dev.weir.processors.files.text.BatchRows;
import dev.weir.processors.files.text.FileSplits;
import dev.weir.processors.files.text.RowReader;
import dev.weir.processors.files.text.Settings;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.processors.files.text.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads files of JSON objects, one a line. Lines that cannot be read leave by {@code errors}. */
@Processor.Named(value = "jsonl-files", group = "Sources")
@Doc(
        """
        Reads files of JSON objects, one a line (JSON lines), into typed columns.

        A key that a line does not have is null there; keys that are not listed are not read. A value
        that is not text is taken as it stands where a column is text. Blank lines are skipped.\
        """)
@Port(
        name = Processor.ERRORS,
        doc = "Lines that cannot be read, with the reason, the file and the line.")
public record JsonLinesSource(
        @Doc(value = "A file, a folder, or a pattern.", example = "data/*.jsonl") FilePath path,
        @Doc(
                        value =
                                "Keys to read and their types, in the order in which they leave."
                                        + " Without them the first lines of the first file tell.",
                        example = "{id: int64, tags: list<utf8>}")
                @Default("{}")
                Map<String, ColumnType> columns,
        @Doc("Bytes that a line may have.") @Default("4MiB") ByteSize rowLimit,
        @Doc("Rows that a batch may have.") @Default("65536") @Range(min = 1, max = 65_536)
                int batchSize,
        @Doc("Whether to wait for new files, in this run or the next.") @Default("false")
                boolean watch)
        implements Source<TextPosition> {

    private static final int SAMPLE_BYTES = 1 << 20;
    private static final long MAX_ROW = 256L << 20;

    public JsonLinesSource {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (rowLimit.bytes() < 1 || rowLimit.bytes() > MAX_ROW) {
            throw new InvalidSetting("row-limit", "must lie between 1B and 256MiB");
        }
        columns.forEach((name, type) -> {
            try {
                ColumnBuilder.of(type.field(name), new JsonEscapes());
            } catch (IllegalArgumentException e) {
                throw new InvalidSetting(
                        "columns." + name, "JSON has no values of type %s".formatted(type));
            }
        });
    }

    @Override
    public Class<TextPosition> positionType() {
        return TextPosition.class;
    }

    @Override
    public boolean positionOutlivesRun() {
        return watch;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        List<Field> fields =
                columns.entrySet().stream().map(e -> e.getValue().field(e.getKey())).toList();
        if (fields.isEmpty()) {
            fields = look(context.storage());
            if (fields.isEmpty()) {
                context.problem(
                        "path",
                        "%s cannot be looked at now, so its columns are not known; list them in"
                                        .formatted(path)
                                + " columns");
            }
        }
        return Outputs.of(new Schema(fields)).and(ERRORS, Rejections.SCHEMA);
    }

    private List<Field> look(Storage storage) {
        try {
            var files = Settings.files(storage, path.value());
            if (files.isEmpty()) {
                return List.of();
            }
            try (var stream = storage.read(files.getFirst().path(), 0)) {
                byte[] bytes = stream.readNBytes(SAMPLE_BYTES);
                String text = new String(bytes, StandardCharsets.UTF_8);
                int start = text.startsWith("\uFEFF") ? 1 : 0;
                int end = bytes.length < SAMPLE_BYTES ? text.length() : text.lastIndexOf('\n') + 1;
                var sample = new JsonSample();
                text.substring(start, Math.max(start, end)).lines().forEach(sample::add);
                return sample.fields();
            }
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public SourceTask<TextPosition> start(Context context) {
        return new FileSplits<>(
                context.storage(),
                path.value(),
                watch,
                (file, position) -> open(context, file, position));
    }

    private SplitReader<TextPosition> open(
            Context context, String file, Optional<TextPosition> position)
            throws IOException, StopFlow {
        Schema schema = Settings.outputSchema(context);
        if (position.isPresent()) {
            position.get().check(context.storage(), file);
        }
        var start = position.orElse(new TextPosition(0, 0, 1));
        var window = new Window(context.storage().read(file, start.offset()), start.offset());
        if (start.offset() == 0) {
            skipMark(window);
        }
        var keys = schema.getFields().stream().map(Field::getName).toList();
        var tokenizer =
                new JsonTokenizer(window, keys, (int) rowLimit.bytes(), batchSize, start.line());
        var rows = new BatchRows(schema, new JsonEscapes(), context.allocator(), batchSize);
        int[] places = IntStream.range(0, keys.size()).toArray();
        return new RowReader(context, file, window, tokenizer, places, "", rows, start.row());
    }

    private static void skipMark(Window window) throws IOException {
        try {
            window.skipMark();
        } catch (IOException | RuntimeException e) {
            window.close();
            throw e;
        }
    }
}
