package dev.weir.processors.files.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a sink writes: one file if the path ends in an extension of the format, else a folder of
 * parts; one of them for each table if the path has {@code {_table}} in it.
 *
 * @param extension of parts, without the dot
 * @param isDeep whether files of partitions lie in folders below
 */
public record Target(String path, String extension, boolean isFile, boolean isDeep) {

    private static final String TABLE = "{_table}";

    /**
     * What cannot stand in a name as it is: a dot in front hides a file, a dot or blank at the end
     * is lost on Windows, where some names are those of devices.
     */
    private static final Pattern UNSAFE =
            Pattern.compile(
                    "[^\\p{L}\\p{M}\\p{N}._ -]|^[. ]|[. ]\\z"
                            + "|^(?=(con|prn|aux|nul|com\\d|lpt\\d) *(\\.|\\z)).",
                    Pattern.CASE_INSENSITIVE);

    public Target {
        path = path.length() > 1 && path.endsWith("/") ? path.replaceFirst("/+$", "") : path;
    }

    /**
     * @param extensions of the format, without dots, the preferred one first
     */
    public static Target of(String path, List<String> extensions) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Optional<String> own = extensions.stream().filter(e -> name.endsWith("." + e)).findFirst();
        return new Target(path, own.orElse(extensions.getFirst()), own.isPresent(), false);
    }

    /** The same with files of partitions in folders below. */
    public Target deep() {
        return new Target(path, extension, isFile, true);
    }

    /** Whether each table has files of its own. */
    public boolean isByTable() {
        return path.contains(TABLE);
    }

    /** The visible file with some of the rows of a table. */
    public String file(String table, int part) {
        String base = path.replace(TABLE, safe(table));
        return isFile ? base : "%s/part-%05d.%s".formatted(base, part, extension);
    }

    /** The folder in which all visible files lie, there or further down; ends in a slash. */
    public String folder() {
        int table = path.indexOf(TABLE);
        String base = table >= 0 ? path.substring(0, table) : isFile ? path : path + "/";
        return base.substring(0, base.lastIndexOf('/') + 1);
    }

    /** How many levels below {@link #folder} the visible files may lie; 1 is in it. */
    public int depth() {
        if (isDeep) {
            return Integer.MAX_VALUE;
        }
        String rest = isFile ? path : path + "/part";
        return rest.substring(folder().length()).split("/", -1).length;
    }

    /** Tells visible files of the target, those in folders of partitions included, from others. */
    public Predicate<String> files() {
        String base =
                Stream.of(path.split(Pattern.quote(TABLE), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]*"));
        String parts = (isDeep ? "/(.*/)?" : "/") + "[^/]*" + Pattern.quote("." + extension);
        return Pattern.compile(isFile ? base : base + parts, Pattern.DOTALL).asMatchPredicate();
    }

    /** The number of a part, or -1 for another file. */
    public int part(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (isFile || !name.matches("part-[0-9]{5,9}[.-].*")) {
            return isFile ? 0 : -1;
        }
        return Integer.parseInt(name.substring(5).split("[^0-9]")[0]);
    }

    /** A hidden file beside all visible ones. */
    public String hidden(String name) {
        return folder() + "." + name;
    }

    /** The hidden file that becomes a visible one. */
    public static String draft(String file, String tag) {
        int name = file.lastIndexOf('/') + 1;
        return file.substring(0, name) + "." + file.substring(name) + "." + tag + ".part";
    }

    /**
     * The name that a table's files have, as systems see it that do not tell capitals from small
     * letters, or one spelling of an accent from another.
     */
    static String folded(String table) {
        String name = Normalizer.normalize(safe(table), Normalizer.Form.NFC);
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Says that the names of these tables cannot be told apart everywhere. */
    static String shared(List<String> tables) {
        return "the files of %s would have names that some systems take for one; send one of the tables elsewhere"
                .formatted(String.join(" and ", tables));
    }

    /**
     * A table's name as the name of a file or folder that every system takes: other characters than
     * letters, digits and {@code . _ -} are spelled {@code %XX}, so that no two tables meet.
     */
    private static String safe(String table) {
        String name = UNSAFE.matcher(table).replaceAll(match -> escaped(match.group()));
        return name.isEmpty() ? "%" : name;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            escaped.append("%%%02X".formatted(b));
        }
        return escaped.toString();
    }
}
