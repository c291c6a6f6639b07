package dev.weir.processors.files.csv;

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
import dev.weir.processors.files.column.ColumnBuilder;
import dev.weir.processors.files.text.FileSplits;
import dev.weir.processors.files.text.Settings;
import dev.weir.processors.files.text.TextPosition;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads CSV files as RFC 4180 has them, straight into typed columns. A row that cannot be read
 * leaves by {@code errors} with its line, and the rows after it are read.
 */
@Processor.Named(value = "csv-files", group = "Sources")
@Doc(
        """
        Reads CSV files into typed columns.

        Fields may stand in quotes and then hold delimiters, line breaks and doubled quotes. An empty
        field is null; `""` is the empty text, or null in a column that is not text. Numbers are read
        exactly: a decimal with more digits than its column has is an error, not rounded.
        Lines without anything on them are skipped.\
        """)
@Port(
        name = Processor.ERRORS,
        doc = "Rows that cannot be read, with the reason, the file and the line.")
public record CsvSource(
        @Doc(value = "A file, a folder, or a pattern.", example = "data/orders-*.csv")
                FilePath path,
        @Doc(
                        value =
                                "Columns to read and their types, in the order in which they leave."
                                        + " Without them all columns are read as text.",
                        example = "{id: int64, price: \"decimal(10,2)\"}")
                @Default("{}")
                Map<String, ColumnType> columns,
        @Doc("What happens to columns of the file that `columns` does not list.") @Default("skip")
                Others others,
        @Doc("Whether the first row has the names. If not, `columns` lists all of them in order.")
                @Default("true")
                boolean header,
        @Doc("What stands between fields.") @Default(",") String delimiter,
        @Doc("What stands around a field with delimiters or line breaks; empty for nothing.")
                @Default("\"")
                String quote,
        @Doc("Text that means null where it stands without quotes, besides the empty one.")
                @Default("")
                String nullText,
        @Doc(value = "How characters are stored.", example = "windows-1252") @Default("utf-8")
                String encoding,
        @Doc("Bytes that a row may have.") @Default("4MiB") ByteSize rowLimit,
        @Doc("Rows that a batch may have.") @Default("65536") @Range(min = 1, max = 65_536)
                int batchSize,
        @Doc("Whether to wait for new files, in this run or the next.") @Default("false")
                boolean watch)
        implements Source<TextPosition> {

    /** What happens to columns that are not listed. */
    public enum Others {
        @Doc("They are not read.")
        SKIP,
        @Doc("They follow the listed ones as text.")
        KEEP
    }

    private static final long MAX_ROW = 256L << 20;

    public CsvSource {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        Settings.separator("delimiter", delimiter);
        if (!quote.isEmpty()) {
            Settings.separator("quote", quote);
        }
        if (quote.equals(delimiter)) {
            throw new InvalidSetting("quote", "is the delimiter, too; choose another one");
        }
        Settings.charset(encoding);
        if (rowLimit.bytes() < 1 || rowLimit.bytes() > MAX_ROW) {
            throw new InvalidSetting("row-limit", "must lie between 1B and 256MiB");
        }
        columns.forEach((name, type) -> {
            try {
                ColumnBuilder.of(type.field(name), new CsvEscapes((byte) 0));
            } catch (IllegalArgumentException e) {
                throw new InvalidSetting(
                        "columns." + name,
                        "a CSV file has no values of type %s; read it as utf8".formatted(type));
            }
        });
    }

    CsvFormat format() {
        return new CsvFormat(
                Settings.separator("delimiter", delimiter),
                quote.isEmpty() ? 0 : Settings.separator("quote", quote),
                nullText,
                header,
                Settings.charset(encoding),
                (int) rowLimit.bytes(),
                batchSize);
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
        Optional<CsvHeader> header = look(context);
        var fields = new LinkedHashMap<String, Field>();
        columns.forEach((name, type) -> fields.put(name, type.field(name)));
        if (header.isPresent()) {
            compare(header.get(), fields, context);
        } else if (columns.isEmpty() || others == Others.KEEP) {
            context.problem(
                    "path",
                    "%s cannot be looked at now, so its columns are not known; list them in columns"
                            .formatted(path));
        }
        var schema = new Schema(fields.values());
        return Outputs.of(schema).and(ERRORS, Rejections.SCHEMA);
    }

    private Optional<CsvHeader> look(DesignContext context) {
        try {
            var files = Settings.files(context.storage(), path.value());
            return files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                                    CsvHeader.read(
                                            context.storage(), files.getFirst().path(), format()))
                            .filter(found -> !found.fields().isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void compare(CsvHeader found, Map<String, Field> fields, DesignContext context) {
        if (!header) {
            for (int i = 1; i <= found.fields().size() && columns.isEmpty(); i++) {
                fields.put("column" + i, text("column" + i));
            }
            if (fields.size() != found.fields().size()) {
                context.problem(
                        "columns",
                        "lists %d columns, but the first row of the file has %d fields"
                                .formatted(fields.size(), found.fields().size()));
            }
            return;
        }
        var names = new LinkedHashMap<String, Field>();
        for (String name : found.fields()) {
            if (names.put(name, text(name)) != null
                    && (columns.containsKey(name) || others == Others.KEEP || columns.isEmpty())) {
                context.problem("path", "the file has two columns named " + name);
            }
        }
        var schema = new Schema(names.values());
        columns.keySet().forEach(name -> context.column("columns." + name, schema, name));
        if (columns.isEmpty() || others == Others.KEEP) {
            names.forEach(fields::putIfAbsent);
        }
    }

    private static Field text(String name) {
        return Field.nullable(name, ArrowType.Utf8.INSTANCE);
    }

    @Override
    public SourceTask<TextPosition> start(Context context) {
        var format = format();
        var schema = Settings.outputSchema(context);
        return new FileSplits<>(
                context.storage(),
                path.value(),
                watch,
                (file, position) -> CsvFile.open(context, schema, file, format, position));
    }
}
