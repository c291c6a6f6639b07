package dev.weir.core.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands inside another: keys of maps and places in lists, from the outside inwards.
 * A key may hold any character, so that a path is made step by step and not by joining texts.
 */
public record SettingPath(List<Step> steps) {

    /** One level deeper. */
    public sealed interface Step permits Key, Item {}

    /** The value of a key. */
    public record Key(String name) implements Step {}

    /** An item of a list, counted from 0. */
    public record Item(int index) implements Step {}

    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})]|(?:^|\\.)([^.\\[\\]]+)");

    public SettingPath {
        steps = List.copyOf(steps);
    }

    /** The value below some keys. */
    public static SettingPath of(String... keys) {
        var path = new SettingPath(List.of());
        for (String key : keys) {
            path = path.key(key);
        }
        return path;
    }

    /**
     * Reads a path such as {@code expectations[2].between.min}, whose keys hold neither dots nor
     * brackets.
     */
    public static SettingPath parse(String text) {
        var path = new SettingPath(List.of());
        var match = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && match.find(at) && match.start() == at) {
            path =
                    match.group(1) == null
                            ? path.key(match.group(2))
                            : path.item(Integer.parseInt(match.group(1)));
            at = match.end();
        }
        if (at < text.length()) {
            throw new IllegalArgumentException("'%s' is not a path of a setting".formatted(text));
        }
        return path;
    }

    /** The value of a key in the map at this place. */
    public SettingPath key(String name) {
        return with(new Key(name));
    }

    /** An item of the list at this place. */
    public SettingPath item(int index) {
        return with(new Item(index));
    }

    private SettingPath with(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return new SettingPath(more);
    }

    SettingPath then(SettingPath below) {
        var all = new ArrayList<>(steps);
        all.addAll(below.steps);
        return new SettingPath(all);
    }

    SettingPath first(int count) {
        return new SettingPath(steps.subList(0, count));
    }

    SettingPath parent() {
        return first(steps.size() - 1);
    }

    Step last() {
        return steps.getLast();
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** For people; two paths may read the same. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Key(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
                case Item(int index) -> text.append('[').append(index).append(']');
            }
        }
        return text.toString();
    }
}
