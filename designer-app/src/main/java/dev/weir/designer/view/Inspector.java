package dev.weir.designer.view;

import dev.weir.core.plan.PortRef;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.engine.RowTable;
import dev.weir.designer.form.SettingsForm;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.FlowEditor.Change;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.Palette;
import dev.weir.designer.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The side that shows what is selected: its settings, its columns, and the flow file. */
final class Inspector extends BorderPane {

    private final FlowEditor editor;
    private final FileChoice files;
    private final Consumer<String> onRename;
    private final Consumer<PortRef> onRows;
    private final StackPane head = new StackPane();
    private final ScrollPane settings = plain();
    private final ScrollPane columns = plain();
    private final FlowTextPane text = new FlowTextPane();
    private final TabPane tabs;

    private Selection selection = Selection.NONE;
    private List<String> connections = List.of();
    private @Nullable SettingsForm form;
    private @Nullable EditorFormTarget target;
    private Optional<ProcessorSpec> shownSpec = Optional.empty();

    Inspector(
            FlowEditor editor,
            FileChoice files,
            Consumer<String> onRename,
            Consumer<PortRef> onRows) {
        this.editor = editor;
        this.files = files;
        this.onRename = onRename;
        this.onRows = onRows;
        setId("inspector");
        getStyleClass().add("side");
        setMinWidth(250);
        tabs =
                new TabPane(
                        tab("Settings", settings), tab("Columns", columns), tab("Flow file", text));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("inspector-tabs");
        setTop(head);
        setCenter(tabs);
        editor.listen(this::changed);
        show(Selection.NONE);
    }

    private static Tab tab(String name, Node content) {
        return new Tab(name, content);
    }

    private static ScrollPane plain() {
        var scroll = new ScrollPane();
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        return scroll;
    }

    /** Names of the project's connections, to be offered. */
    void offer(List<String> connections) {
        this.connections = List.copyOf(connections);
    }

    void show(Selection selection) {
        this.selection = selection;
        rebuild();
        selection.only().flatMap(editor::node).ifPresent(node -> text.reveal(node.mark().line()));
    }

    void showFlowText() {
        tabs.getSelectionModel().select(2);
    }

    void showSettings() {
        tabs.getSelectionModel().select(0);
    }

    void showColumns() {
        tabs.getSelectionModel().select(1);
    }

    private void changed(Change change) {
        text.show(editor.document().text());
        if (change == Change.SAVED) {
            return;
        }
        boolean ours = target != null && target.isWriting();
        boolean sameSpec = selection.only().flatMap(editor::spec).equals(shownSpec);
        if (change == Change.CHECKED && sameSpec) {
            columns.setContent(columnsOf());
            showProblems();
        } else if (!ours || !sameSpec || change == Change.REFUSED) {
            rebuild();
        }
    }

    /** Whether a control belongs to an inspector. */
    static boolean holds(Node control) {
        for (Node at = control; at != null; at = at.getParent()) {
            if (at instanceof Inspector) {
                return true;
            }
        }
        return false;
    }

    private void rebuild() {
        Optional<String> focused = focusedField();
        selection = selection.within(editor.graph());
        text.show(editor.document().text());
        shownSpec = selection.only().flatMap(editor::spec);
        form = null;
        target = null;
        double scrolled = settings.getVvalue();
        if (selection.only().isPresent()) {
            showProcessor(selection.only().get());
        } else if (selection.wire().isPresent()) {
            showWire(selection.wire().get());
        } else {
            showFlow();
        }
        columns.setContent(columnsOf());
        settings.setVvalue(scrolled);
        focused.ifPresent(this::focusField);
    }

    /** The field that the user is in, by its name in the form. */
    private Optional<String> focusedField() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        for (Node at = owner; at != null && at != this; at = at.getParent()) {
            if (at.getId() != null && at.getId().contains("-") && form != null) {
                return holds(at) ? Optional.of(at.getId()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The form was built anew; who typed into it goes on in the same field. */
    private void focusField(String id) {
        if (form == null) {
            return;
        }
        form.applyCss();
        form.lookupAll("*").stream()
                .filter(control -> id.equals(control.getId()))
                .findFirst()
                .ifPresent(control -> {
                    control.requestFocus();
                    if (control instanceof TextInputControl text) {
                        text.end();
                    }
                });
    }

    private void showProcessor(String key) {
        var node = editor.node(key);
        if (node.isEmpty() || shownSpec.isEmpty()) {
            head.getChildren().setAll(title(key, node.map(n -> n.type()).orElse(""), key));
            settings.setContent(
                    note(
                            "This type of processor is not installed; its settings stay as they are."));
            return;
        }
        ProcessorSpec spec = shownSpec.get();
        var doc = new Label(Palette.summary(spec));
        doc.getStyleClass().add("inspector-doc");
        doc.setWrapText(true);
        doc.setMinHeight(Region.USE_PREF_SIZE);
        head.getChildren().setAll(new VBox(title(key, spec.name(), key), doc));
        target = new EditorFormTarget(editor, key, files, connections, this::rebuild);
        form = new SettingsForm(spec, node.get().settings(), target);
        settings.setContent(form);
        showProblems();
    }

    private void showProblems() {
        if (form != null) {
            form.show(
                    selection
                            .only()
                            .map(key -> editor.checked().problemsOf(key))
                            .orElse(List.of()));
        }
    }

    private HBox title(String key, String type, String renamed) {
        var name = new Label(key);
        name.getStyleClass().add("inspector-key");
        var below = new Label(type);
        below.getStyleClass().add("inspector-type");
        var words = new VBox(1, name, below);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var row =
                new HBox(
                        shownSpec
                                .map(IconTile::new)
                                .orElseGet(() -> new IconTile(type, Graph.Family.UNKNOWN)),
                        words,
                        Buttons.icon(
                                "rename",
                                MaterialDesignP.PENCIL_OUTLINE,
                                "Rename (F2)",
                                () -> onRename.accept(renamed)));
        row.getStyleClass().add("inspector-head");
        return row;
    }

    private void showWire(Wire wire) {
        var from = new PortRef(wire.from(), wire.port());
        var name = new Label(from + "  →  " + wire.to());
        name.getStyleClass().add("inspector-key");
        name.setWrapText(true);
        var kind = new Label("wire into " + wire.input());
        kind.getStyleClass().add("inspector-type");
        var row = new HBox(new VBox(2, name, kind));
        row.getStyleClass().add("inspector-head");
        head.getChildren().setAll(row);
        var rows =
                Buttons.labelled(
                        "wire-rows",
                        "Look at its rows",
                        MaterialDesignT.TABLE_SEARCH,
                        "Reads the first rows that go through this wire",
                        () -> onRows.accept(from));
        var carried = new VBox(2);
        carried.getChildren().addAll(port(from.toString(), from));
        var box = new VBox(12, rows, carried);
        box.setPadding(new Insets(12, 16, 16, 16));
        settings.setContent(box);
    }

    private void showFlow() {
        String name = editor.flow().map(flow -> flow.name()).orElse("untitled");
        String title = editor.flow().map(flow -> flow.title()).orElse("");
        var key = new Label(name);
        key.getStyleClass().add("inspector-key");
        var below =
                new Label(
                        "flow · "
                                + Words.count(editor.graph().nodes().size(), "processor")
                                + " · "
                                + Words.count(editor.graph().wires().size(), "wire"));
        below.getStyleClass().add("inspector-type");
        var row = new HBox(new VBox(1, key, below));
        row.getStyleClass().add("inspector-head");
        var box = new VBox(row);
        if (!title.isBlank()) {
            var doc = new Label(title);
            doc.getStyleClass().add("inspector-doc");
            doc.setWrapText(true);
            doc.setMinHeight(Region.USE_PREF_SIZE);
            box.getChildren().add(doc);
        }
        head.getChildren().setAll(box);
        settings.setContent(
                EmptyState.padded(
                        MaterialDesignC.CURSOR_DEFAULT_CLICK_OUTLINE,
                        selection.processors().size() > 1
                                ? Words.count(selection.processors().size(), "processor")
                                        + " selected."
                                : "Select a processor to see its settings, or a wire to see its"
                                        + " columns."));
    }

    /** What every port of the selection carries. */
    private Node columnsOf() {
        var ports = new ArrayList<Node>();
        selection
                .only()
                .flatMap(editor.graph()::node)
                .ifPresent(node -> {
                    for (Wire wire : editor.graph().wires()) {
                        if (wire.to().equals(node.key())) {
                            ports.addAll(
                                    port(
                                            "→ " + wire.input(),
                                            new PortRef(wire.from(), wire.port())));
                        }
                    }
                    for (String port : node.outputs()) {
                        ports.addAll(port(port + " →", new PortRef(node.key(), port)));
                    }
                });
        selection
                .wire()
                .ifPresent(wire -> {
                    var from = new PortRef(wire.from(), wire.port());
                    ports.addAll(port(from.toString(), from));
                });
        if (ports.isEmpty()) {
            return note("Select a processor or a wire to see its columns.");
        }
        var box = new VBox(2);
        box.getChildren().addAll(ports);
        box.setPadding(new Insets(12, 16, 16, 16));
        return box;
    }

    private List<Node> port(String name, PortRef port) {
        var heading = new Label(name);
        heading.getStyleClass().add("port-head");
        var nodes = new ArrayList<Node>();
        nodes.add(heading);
        var schema = editor.checked().schemas().get(port);
        if (schema == null) {
            var unknown = new Label("Not known until its problems are mended.");
            unknown.getStyleClass().add("setting-doc");
            nodes.add(unknown);
        } else {
            RowTable.columns(schema).forEach(column -> nodes.add(SchemaCard.row(column)));
        }
        return nodes;
    }

    private static Node note(String words) {
        var label = new Label(words);
        label.getStyleClass().add("setting-doc");
        label.setWrapText(true);
        label.setPadding(new Insets(12, 16, 12, 16));
        return label;
    }
}
