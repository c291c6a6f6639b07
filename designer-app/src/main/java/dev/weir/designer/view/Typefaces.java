package dev.weir.designer.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The typefaces of the designer, which travel with it. */
final class Typefaces {

    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/Inter-";
    private static final String MONO = "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-";

    private Typefaces() {}

    /** Makes them known to the toolkit; must be called before anything is shown. */
    static void load() {
        for (String file :
                List.of(
                        INTER + "Regular.otf",
                        INTER + "SemiBold.otf",
                        INTER + "Bold.otf",
                        MONO + "Regular.ttf")) {
            try (InputStream font = Typefaces.class.getResourceAsStream(file)) {
                if (font == null || Font.loadFont(font, 12) == null) {
                    throw new IllegalStateException("the typeface %s is missing".formatted(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
