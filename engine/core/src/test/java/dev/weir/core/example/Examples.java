package dev.weir.core.example;

import dev.weir.api.Connection;
import dev.weir.api.Context;
import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import dev.weir.api.SinkTask;
import dev.weir.api.SourceTask;
import dev.weir.api.TransformTask;
import dev.weir.core.spec.Catalog;
import java.util.List;

/** The plugin of the examples. */
public final class Examples implements Plugin {

    /** A position or receipt that says nothing. */
    public record Nothing() {}

    public static Catalog catalog() {
        return Catalog.of(List.of(new Examples()));
    }

    @Override
    public List<Class<? extends Processor>> processors() {
        return List.of(
                ReadRows.class,
                WriteRows.class,
                ReadTables.class,
                Keep.class,
                KeepRange.class,
                JoinTwo.class,
                Check.class,
                Everything.class);
    }

    @Override
    public List<Class<? extends Connection>> connections() {
        return List.of(Shop.class);
    }

    static SourceTask<Nothing> neverSource(Context context) {
        throw new UnsupportedOperationException(context.processor());
    }

    static TransformTask never(Context context) {
        throw new UnsupportedOperationException(context.processor());
    }

    static SinkTask<Nothing> neverSink(Context context) {
        throw new UnsupportedOperationException(context.processor());
    }
}
