package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignFIkonHandler;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** A sign for each processor: by a word of its name, else by what it does. FX thread only. */
public final class ProcessorIcons {

    private static final Map<String, Ikon> BY_WORD =
            Map.ofEntries(
                    Map.entry("csv", MaterialDesignF.FILE_DELIMITED_OUTLINE),
                    Map.entry("jsonl", MaterialDesignC.CODE_JSON),
                    Map.entry("json", MaterialDesignC.CODE_JSON),
                    Map.entry("parquet", MaterialDesignT.TABLE_LARGE),
                    Map.entry("filter", MaterialDesignF.FILTER_OUTLINE),
                    Map.entry("select", MaterialDesignF.FORMAT_LIST_CHECKS),
                    Map.entry("join", MaterialDesignS.SET_CENTER),
                    Map.entry("aggregate", MaterialDesignS.SIGMA),
                    Map.entry("sql", MaterialDesignD.DATABASE_SEARCH_OUTLINE),
                    Map.entry("expect", MaterialDesignS.SHIELD_CHECK_OUTLINE),
                    Map.entry("generate", MaterialDesignC.CREATION),
                    Map.entry("print", MaterialDesignC.CONSOLE_LINE),
                    Map.entry("discard", MaterialDesignT.TRASH_CAN_OUTLINE),
                    Map.entry("postgres", MaterialDesignD.DATABASE_SYNC_OUTLINE),
                    Map.entry("cdc", MaterialDesignD.DATABASE_SYNC_OUTLINE),
                    Map.entry("jdbc", MaterialDesignD.DATABASE_OUTLINE),
                    Map.entry("mask", MaterialDesignE.EYE_OFF_OUTLINE),
                    Map.entry("text", MaterialDesignF.FORMAT_TEXT),
                    Map.entry("slug", MaterialDesignF.FORMAT_TEXT));

    private static final Map<Double, Font> FONTS = new HashMap<>();
    private static final String NAME = load();

    private ProcessorIcons() {}

    /** The sign of a processor. */
    public static Ikon of(String type, Family family) {
        for (String word : type.split("[-@]")) {
            Ikon icon = BY_WORD.get(word);
            if (icon != null) {
                return icon;
            }
        }
        return switch (family) {
            case SOURCE -> MaterialDesignD.DATABASE_EXPORT_OUTLINE;
            case TRANSFORM -> MaterialDesignS.SWAP_HORIZONTAL;
            case QUALITY -> MaterialDesignS.SHIELD_CHECK_OUTLINE;
            case SINK -> MaterialDesignD.DATABASE_IMPORT_OUTLINE;
            case UNKNOWN -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
        };
    }

    static Font font(double size) {
        return FONTS.computeIfAbsent(size, wanted -> new Font(NAME, wanted));
    }

    /** All signs are letters of one typeface, whichever handler is asked for it. */
    private static String load() {
        try (var file = new MaterialDesignFIkonHandler().getFontResourceAsStream()) {
            return Font.loadFont(file, 12).getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String glyph(Ikon icon) {
        return Character.toString(icon.getCode());
    }
}
