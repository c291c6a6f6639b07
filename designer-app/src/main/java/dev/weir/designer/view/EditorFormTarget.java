package dev.weir.designer.view;

import dev.weir.core.file.SettingPath;
import dev.weir.core.file.YamlNode;
import dev.weir.core.plan.PortRef;
import dev.weir.designer.engine.RowTable;
import dev.weir.designer.form.FormTarget;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.Graph.Wire;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    public void set(SettingPath path, String yaml) {
        burst(path, doc -> doc.set(key, path, yaml));
    }

    @Override
    public void unset(SettingPath path) {
        burst(path, doc -> doc.unset(key, path));
    }

    private void burst(SettingPath path, UnaryOperator<Document> change) {
        write(() -> editor.editBurst("Set " + path, key + "." + path, change));
    }

    @Override
    public void reshape(SettingPath path, String yaml) {
        anew("Set " + path, doc -> doc.set(key, path, yaml));
    }

    @Override
    public void reshapeWithout(SettingPath path) {
        anew("Remove " + path, doc -> doc.unset(key, path));
    }

    @Override
    public void append(SettingPath list, String yaml) {
        anew("Add to " + list, doc -> doc.append(key, list, yaml));
    }

    @Override
    public void rename(SettingPath entry, String newKey) {
        anew("Rename " + entry, doc -> doc.renameKey(key, entry, newKey));
    }

    private void anew(String name, UnaryOperator<Document> change) {
        write(() -> editor.edit(name, change));
        onReshape.run();
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
