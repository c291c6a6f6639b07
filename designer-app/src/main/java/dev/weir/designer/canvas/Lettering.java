package dev.weir.designer.canvas;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Fonts of the drawing, and texts cut to the room they have; both are remembered. FX thread only.
 */
final class Lettering {

    static final Font TITLE = new Font("Inter SemiBold", 13);
    static final Font SMALL = new Font("Inter Regular", 11);
    static final Font COUNT = new Font("Inter SemiBold", 11);

    private static final int LIMIT = 5_000;

    private record Cut(String text, Font font, double width) {}

    private final Map<Cut, String> cuts = new HashMap<>();
    private final Map<Cut, Double> widths = new HashMap<>();
    private final Text ruler = new Text();

    double width(String text, Font font) {
        if (widths.size() > LIMIT) {
            widths.clear();
        }
        return widths.computeIfAbsent(new Cut(text, font, 0), _ -> measure(text, font));
    }

    /** The text, or its beginning with an ellipsis. */
    String fitted(String text, Font font, double width) {
        if (cuts.size() > LIMIT) {
            cuts.clear();
        }
        return cuts.computeIfAbsent(new Cut(text, font, width), this::cut);
    }

    private String cut(Cut wanted) {
        String text = wanted.text();
        if (measure(text, wanted.font()) <= wanted.width()) {
            return text;
        }
        int length = text.length();
        while (length > 1
                && measure(text.substring(0, length) + "…", wanted.font()) > wanted.width()) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    private double measure(String text, Font font) {
        ruler.setText(text);
        ruler.setFont(font);
        return ruler.getLayoutBounds().getWidth();
    }
}
