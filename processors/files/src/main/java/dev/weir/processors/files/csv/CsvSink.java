package dev.weir.processors.files.csv;

import dev.weir.api.ByteSize;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Processor;
import dev.weir.api.SinkTask;
import dev.weir.processors.files.csv.CsvRows.CsvStyle;
import dev.weir.processors.files.text.Settings;
import dev.weir.processors.files.text.Target;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.TextSink;
import dev.weir.processors.files.text.TextSinkTask;
import dev.weir.processors.files.text.WhenExists;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes rows as CSV. */
@Processor.Named(value = "csv-files", group = "Sinks")
@Doc(
        """
        Writes rows as CSV files (RFC 4180, UTF-8).

        A null is written as nothing, the empty text as `""`; lists and the like are written as JSON.
        In a run that replaces what the last one wrote, nothing is seen before the run is complete;
        otherwise each checkpoint adds its rows to a file, or `commit-every` says when whole files
        are shown. A crash loses no row and doubles none.\
        """)
public record CsvSink(
        @Doc(
                        value =
                                "A file ending in `.csv`, or a folder of parts. With `{_table}` in it"
                                        + " every table of a family has its own.",
                        example = "out/orders.csv")
                FilePath path,
        @Doc("Whether files begin with the columns' names.") @Default("true") boolean header,
        @Doc("What stands between fields.") @Default(",") String delimiter,
        @Doc("What stands around a field that needs it; empty for nothing.") @Default("\"")
                String quote,
        @Doc("What is written for null.") @Default("") String nullText,
        @Doc("What to do about files that are there and were not written by this flow.")
                @Default("fail")
                WhenExists whenExists,
        @Doc("Size after which the next part of a folder begins.") @Default("1GiB")
                ByteSize fileSize,
        @Doc(
                        value =
                                "How old a file may be before it is shown, as a whole; it is, too, when"
                                        + " it is full, and when the flow ends or is stopped. Without"
                                        + " this, files are seen growing with each checkpoint.",
                        example = "5m")
                Optional<Duration> commitEvery)
        implements TextSink {

    private static final List<String> EXTENSIONS = List.of("csv", "tsv", "txt");

    public CsvSink {
        Settings.separator("delimiter", delimiter);
        if (!quote.isEmpty()) {
            Settings.separator("quote", quote);
        }
        if (quote.equals(delimiter)) {
            throw new InvalidSetting("quote", "is the delimiter, too; choose another one");
        }
        Settings.fileSize(fileSize);
        commitEvery.ifPresent(_ -> Settings.commitEvery(target(path)));
    }

    @Override
    public Target target() {
        return target(path);
    }

    private static Target target(FilePath path) {
        return Target.of(path.value(), EXTENSIONS);
    }

    @Override
    public SinkTask<TextReceipt> start(Context context) throws IOException {
        var style =
                new CsvStyle(
                        Settings.separator("delimiter", delimiter),
                        quote.isEmpty() ? 0 : Settings.separator("quote", quote),
                        nullText,
                        header);
        return TextSinkTask.start(context, this, schema -> new CsvRows(schema, style));
    }
}
