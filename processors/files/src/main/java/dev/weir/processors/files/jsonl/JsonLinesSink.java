package dev.weir.processors.files.jsonl;

import dev.weir.api.Batch;
import dev.weir.api.ByteSize;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.JsonRows;
import dev.weir.api.Processor;
import dev.weir.api.SinkTask;
import dev.weir.api.Utf8Buffer;
import dev.weir.processors.files.text.RowEncoder;
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

/** Writes rows as JSON objects, one a line. */
@Processor.Named(value = "jsonl-files", group = "Sinks")
@Doc(
        """
        Writes rows as JSON objects, one a line (JSON lines).

        In a run that replaces what the last one wrote, nothing is seen before the run is complete;
        otherwise each checkpoint adds its rows to a file, or `commit-every` says when whole files
        are shown. A crash loses no row and doubles none.\
        """)
public record JsonLinesSink(
        @Doc(
                        value =
                                "A file ending in `.jsonl`, or a folder of parts. With `{_table}` in"
                                        + " it every table of a family has its own.",
                        example = "out/orders.jsonl")
                FilePath path,
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

    private static final List<String> EXTENSIONS = List.of("jsonl", "ndjson", "json");

    public JsonLinesSink {
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
        return TextSinkTask.start(context, this, schema -> new Lines(JsonRows.of(schema)));
    }

    private record Lines(JsonRows json) implements RowEncoder {
        @Override
        public void rows(Batch batch, int from, int to, Utf8Buffer text) {
            json.lines(batch, from, to, text);
        }
    }
}
