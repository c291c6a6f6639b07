package dev.weir.designer.model;

import dev.weir.designer.model.Graph.Wire;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is selected on the canvas. Not part of the document: it has no history. Immutable. */
public record Selection(Set<String> processors, Optional<Wire> wire) {

    public static final Selection NONE = new Selection(Set.of(), Optional.empty());

    public Selection {
        processors = Collections.unmodifiableSet(new LinkedHashSet<>(processors));
    }

    public static Selection of(String processor) {
        return new Selection(Set.of(processor), Optional.empty());
    }

    public static Selection of(Set<String> processors) {
        return new Selection(processors, Optional.empty());
    }

    public static Selection of(Wire wire) {
        return new Selection(Set.of(), Optional.of(wire));
    }

    /** The same with a processor added or, if it was there, taken out. */
    public Selection toggled(String processor) {
        var changed = new LinkedHashSet<>(processors);
        if (!changed.remove(processor)) {
            changed.add(processor);
        }
        return of(changed);
    }

    /** What of this still exists. */
    public Selection within(Graph graph) {
        var kept = new LinkedHashSet<String>();
        graph.nodes()
                .forEach(node -> {
                    if (processors.contains(node.key())) {
                        kept.add(node.key());
                    }
                });
        return new Selection(kept, wire.filter(graph.wires()::contains));
    }

    /** The processor, if exactly one is selected. */
    public Optional<String> only() {
        return processors.size() == 1
                ? Optional.of(processors.iterator().next())
                : Optional.empty();
    }

    public boolean isEmpty() {
        return processors.isEmpty() && wire.isEmpty();
    }
}
