package dev.weir.designer.model;

import dev.weir.core.file.FlowText;
import dev.weir.core.file.SettingPath;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is edited: the text of the flow file and the places of its cards. Immutable; each edit gives
 * a new one, in which comments and order of the text stay as they were.
 *
 * @param waitingSinks sinks that no wire leads to, not yet or not any more: the text alone could
 *     not tell them from sources of the same name
 */
public record Document(String text, Layout layout, Set<String> waitingSinks) {

    public Document {
        waitingSinks = Set.copyOf(waitingSinks);
    }

    public static Document of(String text, Layout layout) {
        return new Document(text, layout, Set.of());
    }

    /** A flow with nothing in it. */
    public static Document blank(String name) {
        return of(FlowText.blank(name).text(), Layout.EMPTY);
    }

    public Document with(Layout changed) {
        return new Document(text, changed, waitingSinks);
    }

    /** What the file holds by now. */
    Document reloaded(String text, Layout layout) {
        return new Document(text, layout, waitingSinks);
    }

    Document waiting(Set<String> sinks) {
        return new Document(text, layout, sinks);
    }

    private Document with(FlowText changed) {
        return new Document(changed.text(), layout, waitingSinks);
    }

    private FlowText flowText() {
        return FlowText.of(text);
    }

    public Document add(
            String key, String type, Map<String, String> settings, Spot spot, boolean sink) {
        var waiting = new LinkedHashSet<>(waitingSinks);
        if (sink) {
            waiting.add(key);
        }
        return new Document(
                flowText().addProcessor(key, type, settings).text(),
                layout.with(key, spot.snapped()),
                waiting);
    }

    public Document remove(Collection<String> keys) {
        FlowText rest = flowText();
        Layout places = layout;
        for (String key : keys) {
            rest = rest.removeProcessor(key);
            places = places.without(key);
        }
        var waiting = new LinkedHashSet<>(waitingSinks);
        waiting.removeAll(keys);
        return new Document(rest.text(), places, waiting);
    }

    /**
     * Renames a processor everywhere.
     *
     * @param stateful whether it may have run under its former name, which is noted then
     */
    public Document rename(String key, String newKey, boolean stateful) {
        var waiting = new LinkedHashSet<>(waitingSinks);
        if (waiting.remove(key)) {
            waiting.add(newKey);
        }
        FlowText renamed = flowText().renameProcessor(key, newKey);
        if (!stateful) {
            renamed = renamed.unset(newKey, "was");
        }
        return new Document(renamed.text(), layout.renamed(key, newKey), waiting);
    }

    public Document connect(Wire wire) {
        var waiting = new LinkedHashSet<>(waitingSinks);
        waiting.remove(wire.to());
        String text = flowText().connect(source(wire), wire.to(), wire.input()).text();
        return new Document(text, layout, waiting);
    }

    public Document disconnect(Wire wire) {
        return with(flowText().disconnect(source(wire), wire.to(), wire.input()));
    }

    public Document set(String key, String setting, String yaml) {
        return with(flowText().set(key, setting, yaml));
    }

    public Document set(String key, SettingPath setting, String yaml) {
        return with(flowText().set(key, setting, yaml));
    }

    public Document unset(String key, SettingPath setting) {
        return with(flowText().unset(key, setting));
    }

    /** Adds an item to a list. */
    public Document append(String key, SettingPath list, String yaml) {
        return with(flowText().append(key, list, yaml));
    }

    /** Gives an entry of a map another key. */
    public Document renameKey(String key, SettingPath entry, String newName) {
        return with(flowText().renameKey(key, entry, newName));
    }

    /** Names the flow. */
    public Document named(String name) {
        return with(flowText().setFlow("flow", FlowText.scalar(name)));
    }

    public Document move(Map<String, Spot> spots) {
        return with(layout.with(spots));
    }

    private static String source(Wire wire) {
        return wire.port().equals("out") ? wire.from() : wire.from() + "." + wire.port();
    }
}
