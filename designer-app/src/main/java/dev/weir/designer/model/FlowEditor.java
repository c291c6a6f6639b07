package dev.weir.designer.model;

import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowFile;
import dev.weir.core.file.Node;
import dev.weir.core.spec.Catalog;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.model.Graph.Spot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The flow that is being edited: its document with undo and redo, its drawing, and what the checks
 * in the background say. All methods are called by the screen's thread; listeners are, too.
 */
public final class FlowEditor implements AutoCloseable {

    private static final long PAUSE_MILLIS = 200;

    /** What has changed. */
    public enum Change {
        /** The document: text, layout, or both. */
        DOCUMENT,
        /** Only what the check found out. */
        CHECKED,
        /** Another flow was opened. */
        OPENED,
        /** The cards of a flow without a layout have got places. */
        ARRANGED,
        /** It was saved. */
        SAVED,
        /** Nothing: an edit could not be done. */
        REFUSED
    }

    /** Wants to know about changes. */
    @FunctionalInterface
    public interface Listener {
        void changed(Change change);
    }

    private final Checking checking;
    private final GraphReading reading;
    private final Executor screen;
    private final Checks checks;
    private final List<Listener> listeners = new ArrayList<>();

    private History<Document> history = new History<>(Document.blank("untitled"));
    private Path file = Path.of("untitled.flow.yaml").toAbsolutePath();
    private boolean named;
    private Optional<Flow> flow = Optional.empty();
    private Checked checked = Checked.nothing(history.now());
    private Graph graph = Graph.EMPTY;
    private int opened;
    private String refused = "";
    private Set<String> inFile = Set.of();

    /**
     * @param screen runs tasks on the screen's thread
     */
    public FlowEditor(Checking checking, Executor screen) {
        this.checking = checking;
        this.reading = new GraphReading(checking.catalog());
        this.screen = screen;
        this.checks = new Checks(checking, screen, this::checked);
        read();
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public Catalog catalog() {
        return checking.catalog();
    }

    public Document document() {
        return history.now();
    }

    /** The flow as far as the text can be understood. */
    public Optional<Flow> flow() {
        return flow;
    }

    public Graph graph() {
        return graph;
    }

    /** The last check, which may be of an older document. */
    public Checked checked() {
        return checked;
    }

    /** Whether the last check is of this document. */
    public boolean isChecked() {
        return checked.document().equals(document()) && !checks.isPending();
    }

    /**
     * Does something once the document, as it is and where it is, was checked; never if another
     * flow is opened before.
     */
    public void whenChecked(Runnable action) {
        checks.whenAnswered(action);
    }

    public Path file() {
        return file;
    }

    /** Whether the flow has a file of its own. */
    public boolean isNamed() {
        return named;
    }

    public boolean isSaved() {
        return history.isSaved();
    }

    public Optional<String> undoable() {
        return history.undoable();
    }

    public Optional<String> redoable() {
        return history.redoable();
    }

    private Set<String> keys() {
        return named
                ? flow.map(f -> Set.copyOf(f.processors().keySet())).orElse(Set.of())
                : Set.of();
    }

    /** Whether the file holds a processor of this name, so that it may have run. */
    public boolean isInFile(String key) {
        return inFile.contains(key);
    }

    public Optional<Node> node(String key) {
        return flow.map(f -> f.processors().get(key));
    }

    public Optional<ProcessorSpec> spec(String key) {
        return node(key).flatMap(node -> reading.spec(node, document()));
    }

    /** Begins with another document. */
    public void open(Document document, Path file, boolean named) {
        this.file = file.toAbsolutePath().normalize();
        this.named = named;
        history = new History<>(document);
        checked = Checked.nothing(document);
        opened++;
        checks.forget();
        read();
        boolean known = graph.nodes().stream().anyMatch(this::isPlaced);
        if (known) {
            history.amend(placed(document));
            read();
        }
        inFile = keys();
        tell(Change.OPENED);
        check(0);
        if (!known && !graph.nodes().isEmpty()) {
            arrange(false);
        }
    }

    private boolean isPlaced(Graph.Node card) {
        return document().layout().spot(card.key()).isPresent();
    }

    /** Cards that have a place keep it; only the others get one. */
    private Document placed(Document document) {
        Graph drawing =
                FlowFile.parse(document.text(), file)
                        .flow()
                        .map(f -> reading.read(f, document, checked))
                        .orElse(Graph.EMPTY);
        return document.move(Placement.missing(drawing, document.layout()));
    }

    /** The document is now what the file holds. */
    public void saved(Path file, Document document) {
        this.file = file.toAbsolutePath().normalize();
        named = true;
        if (document.equals(document())) {
            history.markSaved();
        }
        inFile = keys();
        tell(Change.SAVED);
        check(0);
    }

    /** What others have made of the file becomes the document, as a step of undo. */
    public void reload(String text, Layout layout) {
        history.push("Reload", placed(document().reloaded(text, layout)));
        history.markSaved();
        read();
        inFile = keys();
        tell(Change.DOCUMENT);
        check(0);
    }

    /**
     * Does an edit as one step of undo. What the text does not allow changes nothing, and is told.
     *
     * @return whether it was done
     */
    public boolean edit(String name, UnaryOperator<Document> change) {
        return edit(change, next -> history.push(name, next));
    }

    /** As {@link #edit}, joined with the step before if both are of one burst, such as typing. */
    public boolean editBurst(String name, String burst, UnaryOperator<Document> change) {
        return edit(change, next -> history.pushBurst(name, burst, next));
    }

    private boolean edit(UnaryOperator<Document> change, Consumer<Document> push) {
        Document next;
        try {
            next = change.apply(document());
        } catch (IllegalStateException | IllegalArgumentException e) {
            refused = String.valueOf(e.getMessage());
            tell(Change.REFUSED);
            return false;
        }
        push.accept(keepingSinks(next));
        changed();
        return true;
    }

    /** Why the last edit that was refused could not be done. */
    public String refused() {
        return refused;
    }

    /** A sink that loses its last wire is still one, though its text now reads as a source. */
    private Document keepingSinks(Document next) {
        var after = FlowFile.parse(next.text(), file).flow();
        if (flow.isEmpty() || after.isEmpty()) {
            return next;
        }
        var unwired = new LinkedHashSet<>(next.waitingSinks());
        for (Node before : flow.get().processors().values()) {
            Node now = after.get().processors().get(before.key());
            if (before.hasInputs() && now != null && !now.hasInputs() && isSink(before)) {
                unwired.add(before.key());
            }
        }
        return next.waiting(unwired);
    }

    private boolean isSink(Node wired) {
        return catalog()
                .find(wired.type(), true)
                .filter(spec -> spec.role() == ProcessorSpec.Role.SINK)
                .isPresent();
    }

    public void undo() {
        history.undo();
        changed();
    }

    public void redo() {
        history.redo();
        changed();
    }

    /** Gives every card a place, in the background; a step of undo if the user asked for it. */
    public void arrange(boolean asked) {
        int generation = opened;
        Graph wanted = graph;
        checks.inBackground(() -> {
            Map<String, Spot> spots = AutoLayout.arrange(wanted);
            screen.execute(() -> {
                if (generation == opened) {
                    arranged(spots, asked);
                }
            });
        });
    }

    private void arranged(Map<String, Spot> spots, boolean asked) {
        if (asked) {
            history.push("Arrange", document().move(spots));
        } else {
            // What the user has moved in the meantime stays there.
            var open = new LinkedHashMap<>(spots);
            open.keySet().removeAll(document().layout().spots().keySet());
            open.keySet().retainAll(graph.nodes().stream().map(Graph.Node::key).toList());
            history.amend(document().move(open));
        }
        read();
        tell(asked ? Change.DOCUMENT : Change.ARRANGED);
        check(0);
    }

    private void changed() {
        read();
        tell(Change.DOCUMENT);
        check(PAUSE_MILLIS);
    }

    private void read() {
        flow = FlowFile.parse(document().text(), file).flow();
        graph = flow.map(f -> reading.read(f, document(), checked)).orElse(Graph.EMPTY);
    }

    private void check(long delayMillis) {
        checks.ask(document(), file, delayMillis);
    }

    private void checked(Checked result) {
        checked = result;
        read();
        tell(Change.CHECKED);
    }

    private void tell(Change change) {
        List.copyOf(listeners).forEach(listener -> listener.changed(change));
    }

    @Override
    public void close() {
        checks.close();
    }
}
