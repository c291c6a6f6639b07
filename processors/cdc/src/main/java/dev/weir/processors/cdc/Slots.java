package dev.weir.processors.cdc;

import dev.weir.api.InvalidSetting;
import dev.weir.api.Run;
import java.util.Locale;

/** Names of replication slots. */
final class Slots {
    private static final int LONGEST = 63;

    private Slots() {}

    /** PostgreSQL's rules. */
    static void check(String setting, String name) {
        if (!name.matches("[a-z0-9_]{1," + LONGEST + "}")) {
            throw new InvalidSetting(
                    setting,
                    "'%s' has other characters than a-z, 0-9 and _, or more than %d"
                            .formatted(name, LONGEST));
        }
    }

    /** A name of its own for each flow and processor. */
    static String of(Run run, String processor) {
        String name =
                ("weir_" + run.flow() + "_" + processor)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_]", "_");
        if (name.length() <= LONGEST) {
            return name;
        }
        String mark = "_%08x".formatted((run.flow() + "/" + processor).hashCode());
        return name.substring(0, LONGEST - mark.length()) + mark;
    }
}
