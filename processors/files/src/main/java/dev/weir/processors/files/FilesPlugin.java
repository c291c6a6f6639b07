package dev.weir.processors.files;

import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.csv.CsvSource;
import dev.weir.processors.files.jsonl.JsonLinesSink;
import dev.weir.processors.files.jsonl.JsonLinesSource;
import dev.weir.processors.files.parquet.ParquetSink;
import dev.weir.processors.files.parquet.ParquetSource;
import java.util.List;

/** The processors for files. */
public final class FilesPlugin implements Plugin {
    @Override
    public List<Class<? extends Processor>> processors() {
        return List.of(
                CsvSource.class,
                CsvSink.class,
                JsonLinesSource.class,
                JsonLinesSink.class,
                ParquetSource.class,
                ParquetSink.class);
    }
}
