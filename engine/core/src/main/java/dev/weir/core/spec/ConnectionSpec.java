package dev.weir.core.spec;

import dev.weir.api.Connection;
import dev.weir.api.Doc;
import dev.weir.api.Processor;
import java.util.List;

/** All that is known of a kind of connection, read from its record class. */
public record ConnectionSpec(
        Class<? extends Connection> type, String name, String doc, List<Setting> settings) {
    public ConnectionSpec {
        settings = List.copyOf(settings);
    }

    /**
     * Reads a record class.
     *
     * @throws IllegalArgumentException with what its author must mend
     */
    public static ConnectionSpec of(Class<? extends Connection> type) {
        Processor.Named named = type.getAnnotation(Processor.Named.class);
        Doc doc = type.getAnnotation(Doc.class);
        if (named == null) {
            throw new IllegalArgumentException(type.getName() + " has no @Processor.Named");
        }
        return new ConnectionSpec(
                type, named.value(), doc == null ? "" : doc.value(), SettingReader.settings(type));
    }
}
