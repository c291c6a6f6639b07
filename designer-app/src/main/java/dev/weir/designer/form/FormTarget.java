package dev.weir.designer.form;

import dev.weir.core.file.SettingPath;
import dev.weir.core.file.YamlNode;
import dev.weir.designer.engine.RowTable;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** What a form writes to, and what it may offer. */
public interface FormTarget {

    /** Sets a setting by its path; typing into one field becomes one step of undo. */
    void set(SettingPath path, String yaml);

    /** Removes a setting, so that its default holds. */
    void unset(SettingPath path);

    /** As {@link #set}, where the form itself changes: it is built anew. */
    void reshape(SettingPath path, String yaml);

    /** As {@link #unset}, where the form itself changes: it is built anew. */
    void reshapeWithout(SettingPath path);

    /** Adds an item to a list; the form is built anew. */
    void append(SettingPath list, String yaml);

    /** Gives an entry of a map another key; the form is built anew. */
    void rename(SettingPath entry, String newKey);

    /** A value as it is written in the flow file. */
    String source(YamlNode value);

    /** Columns of the inputs, as far as they are known. */
    List<RowTable.Column> columns();

    /** Names of the project's connections. */
    List<String> connections();

    /**
     * Lets the user choose a file or folder; the answer is relative to the flow where it can be.
     */
    Optional<String> choosePath(Window window);
}
