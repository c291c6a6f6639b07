package dev.weir.designer.model;

import dev.weir.core.spec.Catalog;
import dev.weir.core.spec.ProcessorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The processors that can be added, grouped and searched. Immutable. */
public final class Palette {

    private static final List<String> ORDER =
            List.of("Sources", "Transforms", "Shape", "Quality", "Sinks");

    private final List<ProcessorSpec> specs;

    public Palette(Catalog catalog) {
        specs = List.copyOf(catalog.all());
    }

    /** Heading of a processor: its own group, else what it does. */
    public static String group(ProcessorSpec spec) {
        if (!spec.group().isBlank()) {
            return spec.group();
        }
        return switch (spec.role()) {
            case SOURCE -> "Sources";
            case TRANSFORM -> "Transforms";
            case SINK -> "Sinks";
        };
    }

    /** What matches all words of a search, by group, the groups in the order in which rows flow. */
    public Map<String, List<ProcessorSpec>> search(String words) {
        var groups =
                new TreeMap<String, List<ProcessorSpec>>(
                        Comparator.comparingInt(Palette::rank)
                                .thenComparing(Comparator.naturalOrder()));
        for (ProcessorSpec spec : ranked(words)) {
            groups.computeIfAbsent(group(spec), _ -> new ArrayList<>()).add(spec);
        }
        return groups;
    }

    /** What matches all words of a search, best first. */
    public List<ProcessorSpec> ranked(String words) {
        String[] wanted = words.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return specs.stream()
                .filter(spec -> matches(spec, wanted))
                .sorted(
                        Comparator.comparingInt((ProcessorSpec spec) -> distance(spec, wanted[0]))
                                .thenComparingInt(spec -> rank(group(spec)))
                                .thenComparing(ProcessorSpec::name))
                .toList();
    }

    /** First sentence of a processor's documentation. */
    public static String summary(ProcessorSpec spec) {
        String doc = spec.doc().strip().replace('\n', ' ').replace("`", "");
        int end = doc.indexOf(". ");
        return end > 0 ? doc.substring(0, end + 1) : doc;
    }

    private static int rank(String group) {
        int index = ORDER.indexOf(group);
        return index < 0 ? ORDER.indexOf("Quality") : index;
    }

    private static boolean matches(ProcessorSpec spec, String[] words) {
        String text = (spec.name() + " " + group(spec) + " " + spec.doc()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static int distance(ProcessorSpec spec, String word) {
        if (spec.name().startsWith(word)) {
            return 0;
        }
        return spec.name().contains(word) ? 1 : 2;
    }
}
