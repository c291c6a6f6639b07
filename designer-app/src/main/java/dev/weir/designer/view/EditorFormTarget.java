package dev.weir.designer.view;

import dev.weir.core.file.ListNode;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.YamlNode;
import dev.weir.core.plan.PortRef;
import dev.weir.designer.engine.RowTable;
import dev.weir.designer.form.FormTarget;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.Graph.Wire;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** Lets the form of a processor write into the document. */
final class EditorFormTarget implements FormTarget {

    private final FlowEditor editor;
    private final String key;
    private final FileChoice files;
    private final List<String> connections;
    private final Runnable onReshape;
    private boolean writing;

    /**
     * @param onReshape called after an edit that changes the form itself
     */
    EditorFormTarget(
            FlowEditor editor,
            String key,
            FileChoice files,
            List<String> connections,
            Runnable onReshape) {
        this.editor = editor;
        this.key = key;
        this.files = files;
        this.connections = List.copyOf(connections);
        this.onReshape = onReshape;
    }

    /** Whether a change of the document comes from this form. */
    boolean isWriting() {
        return writing;
    }

    private void write(Runnable edit) {
        writing = true;
        try {
            edit.run();
        } finally {
            writing = false;
        }
    }

    @Override
    public void set(String path, String yaml) {
        write(() ->
                editor.editBurst("Set " + path, key + "." + path, doc -> doc.set(key, path, yaml)));
    }

    @Override
    public void unset(String path) {
        write(() -> editor.editBurst("Set " + path, key + "." + path, doc -> doc.unset(key, path)));
    }

    @Override
    public void reshape(String path, String yaml) {
        write(() -> editor.edit("Set " + path, doc -> doc.set(key, path, yaml)));
        onReshape.run();
    }

    @Override
    public void reshapeWithout(String path) {
        write(() -> editor.edit("Remove " + path, doc -> doc.unset(key, path)));
        onReshape.run();
    }

    @Override
    public void rename(String path, String from, String to) {
        var value =
                editor.node(key)
                        .flatMap(node -> find(node.settings(), path))
                        .filter(MapNode.class::isInstance)
                        .map(MapNode.class::cast)
                        .filter(map -> map.get(to).isEmpty())
                        .flatMap(map -> map.get(from));
        value.ifPresent(found -> {
            String yaml = source(found);
            write(() ->
                    editor.edit(
                            "Rename " + from,
                            doc ->
                                    doc.unset(key, path + "." + from)
                                            .set(key, path + "." + to, yaml)));
        });
        onReshape.run();
    }

    /** The value at a path of keys and indexes. */
    private static Optional<YamlNode> find(MapNode settings, String path) {
        Optional<YamlNode> at = Optional.of(settings);
        for (String step : path.replace("[", ".[").split("\\.")) {
            at =
                    at.flatMap(node ->
                            switch (node) {
                                case MapNode map -> map.get(step);
                                case ListNode list when step.startsWith("[") ->
                                        Optional.of(
                                                list.items()
                                                        .get(
                                                                Integer.parseInt(
                                                                        step.substring(
                                                                                1,
                                                                                step.length()
                                                                                        - 1))));
                                default -> Optional.empty();
                            });
        }
        return at;
    }

    @Override
    public String source(YamlNode value) {
        String text = editor.document().text();
        int end = Math.min(text.length(), value.span().end());
        return text.substring(Math.min(end, value.span().start()), end).strip();
    }

    @Override
    public List<RowTable.Column> columns() {
        var columns = new LinkedHashMap<String, RowTable.Column>();
        for (Wire wire : editor.graph().wires()) {
            if (wire.to().equals(key)) {
                var schema =
                        Optional.ofNullable(
                                editor.checked()
                                        .schemas()
                                        .get(new PortRef(wire.from(), wire.port())));
                schema.map(RowTable::columns)
                        .orElse(List.of())
                        .forEach(column -> columns.putIfAbsent(column.name(), column));
            }
        }
        return List.copyOf(columns.values());
    }

    @Override
    public List<String> connections() {
        return connections;
    }

    @Override
    public Optional<String> choosePath(Window window) {
        Path folder = Optional.ofNullable(editor.file().getParent()).orElse(Path.of(""));
        return files.anyFile(window, folder).map(chosen -> relative(folder, chosen));
    }

    private static String relative(Path folder, Path chosen) {
        if (chosen.startsWith(folder)) {
            return folder.relativize(chosen).toString().replace('\\', '/');
        }
        return chosen.toString().replace('\\', '/');
    }
}
