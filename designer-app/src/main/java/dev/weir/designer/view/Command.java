package dev.weir.designer.view;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** Everything that the window can be told to do, by button, by key, or both. */
enum Command {
    NEW("New flow", "Shortcut+N", MaterialDesignF.FILE_PLUS_OUTLINE),
    OPEN("Open a flow", "Shortcut+O", MaterialDesignF.FOLDER_OPEN_OUTLINE),
    SAVE("Save", "Shortcut+S", MaterialDesignC.CONTENT_SAVE_OUTLINE),
    SAVE_AS("Save as", "Shortcut+Shift+S", MaterialDesignC.CONTENT_SAVE_EDIT_OUTLINE),
    UNDO("Undo", "Shortcut+Z", MaterialDesignU.UNDO_VARIANT),
    REDO("Redo", "Shortcut+Y", MaterialDesignR.REDO_VARIANT),
    REDO_AGAIN("Redo", "Shortcut+Shift+Z", MaterialDesignR.REDO_VARIANT),
    RUN("Run on this computer", "F5", MaterialDesignP.PLAY),
    STOP("Stop at the next checkpoint", "Shift+F5", MaterialDesignS.STOP),
    CANCEL("Cancel at once", "Shortcut+F5", MaterialDesignC.CLOSE_OCTAGON_OUTLINE),
    DEPLOY("Deploy to a server", "Shortcut+D", MaterialDesignC.CLOUD_UPLOAD_OUTLINE),
    FIND("Search processors", "Shortcut+K", MaterialDesignM.MAGNIFY),
    FIT("Show the whole flow", "Shortcut+0", MaterialDesignF.FIT_TO_PAGE_OUTLINE),
    ARRANGE("Arrange the flow", "Shortcut+L", MaterialDesignS.SITEMAP_OUTLINE),
    RENAME("Rename", "F2", MaterialDesignR.RENAME_BOX),
    THEME("Light or dark", "Shortcut+T", MaterialDesignB.BRIGHTNESS_6);

    private final String words;
    private final String keys;

    @SuppressWarnings("Immutable") // signs are constants
    private final Ikon icon;

    Command(String words, String keys, Ikon icon) {
        this.words = words;
        this.keys = keys;
        this.icon = icon;
    }

    String words() {
        return words;
    }

    /** In the notation of the toolkit. */
    String keys() {
        return keys;
    }

    Ikon icon() {
        return icon;
    }

    /** What it does and with which keys. */
    String tip() {
        return words + " (" + keys.replace("Shortcut", "Ctrl") + ")";
    }
}
