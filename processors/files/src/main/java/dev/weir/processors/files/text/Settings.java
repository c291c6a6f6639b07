package dev.weir.processors.files.text;

import static java.util.stream.Collectors.toList;

import dev.weir.api.ByteSize;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Processor;
import dev.weir.api.Storage;
import dev.weir.api.Storage.StoredFile;
import dev.weir.api.WireSchema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** Settings that several formats have. */
public final class Settings {

    private Settings() {}

    /** A setting that must be one ASCII character. */
    public static byte separator(String setting, String value) {
        String text = value.equals("\\t") ? "\t" : value;
        if (text.length() != 1 || text.charAt(0) > 126 || "\r\n".contains(text)) {
            throw new InvalidSetting(
                    setting, "must be one ASCII character, not '%s'".formatted(value));
        }
        return (byte) text.charAt(0);
    }

    /** The setting {@code encoding}. */
    public static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    "encoding",
                    "'%s' is not an encoding; some are utf-8, utf-16, iso-8859-1, windows-1252"
                            .formatted(name));
        }
    }

    /** The schema of the main output, which has no family. */
    public static Schema outputSchema(Context context) {
        return switch (context.outputs().all().get(Processor.OUT)) {
            case WireSchema.Single(Schema schema) -> schema;
            case null, default -> throw new IllegalStateException("the schema is not known");
        };
    }

    /** The files that the setting {@code path} of a source means. */
    public static List<StoredFile> files(Storage storage, String pattern) throws IOException {
        try {
            return storage.list(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidSetting(
                    "path", "%s is no pattern: %s".formatted(pattern, e.getDescription()));
        }
    }

    /** The setting {@code file-size}. */
    public static void fileSize(ByteSize size) {
        if (size.bytes() < 1) {
            throw new InvalidSetting("file-size", "must be at least 1B");
        }
    }

    /** The setting {@code commit-every} of a sink of text. */
    public static void commitEvery(Target target) {
        if (target.isFile()) {
            throw new InvalidSetting(
                    "commit-every",
                    "shows whole files, so it needs a folder as path; %s is a file"
                            .formatted(target.path()));
        }
    }

    /**
     * Reports a path that is told apart by table where there are no tables, and tables whose files
     * cannot be told apart.
     */
    public static void checkTable(Target target, Inputs inputs, DesignContext context) {
        var tables =
                inputs.all().values().stream()
                        .filter(WireSchema.Family.class::isInstance)
                        .map(WireSchema.Family.class::cast)
                        .toList();
        if (target.isByTable() && tables.isEmpty()) {
            context.problem(
                    "path",
                    "has {_table} in it, but the rows that come here are of one table only");
        }
        if (target.isByTable()) {
            tables.stream()
                    .flatMap(family -> family.tables().keySet().stream())
                    .distinct()
                    .sorted()
                    .collect(Collectors.groupingBy(Target::folded, TreeMap::new, toList()))
                    .values()
                    .stream()
                    .filter(names -> names.size() > 1)
                    .forEach(names -> context.problem("path", Target.shared(names)));
        }
    }
}
