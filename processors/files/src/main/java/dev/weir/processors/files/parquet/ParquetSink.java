package dev.weir.processors.files.parquet;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;
import dev.weir.api.StopFlow;
import dev.weir.api.WireSchema;
import dev.weir.processors.files.text.Place;
import dev.weir.processors.files.text.Settings;
import dev.weir.processors.files.text.Target;
import dev.weir.processors.files.text.WhenExists;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes rows as Parquet files. */
@Processor.Named(value = "parquet-files", group = "Sinks")
@Doc(
        """
        Writes rows as Parquet files.

        In a run that replaces what the last one wrote, nothing is seen before the run is complete.
        Otherwise a file is shown when it is large or old enough, and when the flow ends or is
        stopped; until then its rows are kept in a hidden file beside it. A crash loses no row and
        doubles none.\
        """)
public record ParquetSink(
        @Doc(
                        value =
                                "A file ending in `.parquet`, or a folder of parts. With `{_table}` in"
                                        + " it every table of a family has its own.",
                        example = "lake/orders")
                FilePath path,
        @Doc(
                        value =
                                "Columns whose values name the folders `column=value` of the files.",
                        example = "[country]")
                @Default("[]")
                List<Column> partitionBy,
        @Doc("How the values are compressed.") @Default("snappy") Compression compression,
        @Doc("What to do about files that are there and were not written by this flow.")
                @Default("fail")
                WhenExists whenExists,
        @Doc("Size of the rows in memory after which the next part of a folder begins.")
                @Default("1GiB")
                ByteSize fileSize,
        @Doc("How old a file may be before it is shown.") @Default("5m") Duration commitEvery)
        implements Sink<ParquetReceipt> {

    /** How values are compressed. */
    public enum Compression {
        @Doc("Fast.")
        SNAPPY,
        @Doc("Smaller files, a little slower.")
        ZSTD,
        @Doc("Not at all.")
        NONE
    }

    public ParquetSink {
        partitionBy = List.copyOf(partitionBy);
        Settings.fileSize(fileSize);
        if (!partitionBy.isEmpty() && target(path).isFile()) {
            throw new InvalidSetting(
                    "partition-by", "needs a folder as path; %s is a file".formatted(path));
        }
        partitionBy.stream()
                .map(Column::name)
                .filter(name -> name.startsWith("."))
                .forEach(name -> {
                    throw new InvalidSetting(
                            "partition-by",
                            "%s begins with a dot, so that its folders would be hidden"
                                    .formatted(name));
                });
    }

    private static Target target(FilePath path) {
        return Target.of(path.value(), List.of("parquet")).deep();
    }

    @Override
    public Class<ParquetReceipt> receiptType() {
        return ParquetReceipt.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public boolean canReplace() {
        return true;
    }

    @Override
    public boolean takesFamily() {
        return target(path).isByTable();
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Settings.checkTable(target(path), inputs, context);
        for (WireSchema wire : inputs.all().values()) {
            if (wire instanceof WireSchema.Single(var schema)) {
                for (int i = 0; i < partitionBy.size(); i++) {
                    String name = partitionBy.get(i).name();
                    context.column("partition-by[" + i + "]", schema, name);
                }
                if (!partitionBy.isEmpty() && schema.getFields().size() <= partitionBy.size()) {
                    context.problem("partition-by", "leaves no column for the files");
                }
            }
        }
        return Outputs.none();
    }

    @Override
    public SinkTask<ParquetReceipt> start(Context context) throws IOException, StopFlow {
        if (target(path).isFile()
                && (!context.run().replacing() || whenExists == WhenExists.APPEND)) {
            throw new StopFlow(
                    "WEIR-4213",
                    "nothing can be added to a Parquet file; give a folder instead of %s"
                            .formatted(path));
        }
        var style = new ParquetStyle(compression, partitionBy.stream().map(Column::name).toList());
        return new ParquetSinkTask(
                context,
                new Place(context, target(path), whenExists),
                style,
                whenExists,
                fileSize.bytes(),
                commitEvery);
    }
}
