package dev.weir.designer;

import dev.weir.designer.view.Theme;
import java.nio.file.Path;
import java.util.Optional;

/** What the designer was started with. */
record Arguments(Optional<Path> flow, Optional<Path> pictures, Path dataFolder, Theme theme) {

    static final String USAGE =
            "usage: weir designer [FLOW.flow.yaml] [--data DIR] [--theme light|dark]"
                    + " [--pictures DIR]";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Arguments of(String... words) {
        Optional<Path> flow = Optional.empty();
        Optional<Path> pictures = Optional.empty();
        Path data = Path.of(System.getProperty("user.home"), ".weir");
        Theme theme = Theme.LIGHT;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!name.startsWith("--")) {
                if (flow.isPresent()) {
                    throw new IllegalArgumentException(
                            "one flow can be opened, not '%s' as well".formatted(word));
                }
                flow = Optional.of(Path.of(word));
                continue;
            }
            String value;
            if (word.contains("=")) {
                value = word.substring(word.indexOf('=') + 1);
            } else if (i + 1 < words.length) {
                value = words[++i];
            } else {
                throw new IllegalArgumentException("%s needs a value".formatted(name));
            }
            switch (name) {
                case "--data" -> data = Path.of(value);
                case "--pictures" -> pictures = Optional.of(Path.of(value));
                case "--theme" -> theme = theme(value);
                default -> throw new IllegalArgumentException("there is no option " + name);
            }
        }
        return new Arguments(flow, pictures, data, theme);
    }

    private static Theme theme(String word) {
        return switch (word) {
            case "light" -> Theme.LIGHT;
            case "dark" -> Theme.DARK;
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is not a theme; there are light and dark".formatted(word));
        };
    }
}
