package dev.weir.designer.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The text of the flow file, numbered and coloured, for reading. */
final class FlowTextPane extends StackPane {

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<comment>(?:^|(?<=\\s))#.*)"
                            + "|(?<quoted>\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')"
                            + "|(?<key>[^\\s\\[\\]{},:#'\"-][^\\[\\]{},:#'\"]*(?=:(?:\\s|$)))");

    private final ListView<String> lines = new ListView<>();

    FlowTextPane() {
        lines.setId("flow-text");
        lines.getStyleClass().addAll("flat", "yaml-lines");
        lines.setFixedCellSize(19);
        lines.setCellFactory(_ -> new Line());
        getChildren().add(lines);
    }

    void show(String text) {
        List<String> now = List.of(text.split("\n", -1));
        if (!lines.getItems().equals(now)) {
            lines.getItems().setAll(now);
        }
    }

    /** Brings a line, counted from 1, into sight. */
    void reveal(int line) {
        if (line >= 1 && line <= lines.getItems().size()) {
            lines.getSelectionModel().clearAndSelect(line - 1);
            lines.scrollTo(Math.max(0, line - 6));
        }
    }

    private static final class Line extends ListCell<String> {

        private static final Font FONT = new Font("JetBrains Mono Regular", 12);

        @Override
        protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setGraphic(empty || line == null ? null : coloured(line, getIndex() + 1));
        }

        private static TextFlow coloured(String line, int number) {
            var flow = new TextFlow(part("%4d   ".formatted(number), "yaml-number"));
            Matcher matcher = PARTS.matcher(line);
            int at = 0;
            while (matcher.find()) {
                if (matcher.start() > at) {
                    flow.getChildren().add(part(line.substring(at, matcher.start()), "yaml-text"));
                }
                String style =
                        matcher.group("comment") != null
                                ? "yaml-comment"
                                : matcher.group("quoted") != null ? "yaml-quoted" : "yaml-key";
                flow.getChildren().add(part(matcher.group(), style));
                at = matcher.end();
            }
            if (at < line.length()) {
                flow.getChildren().add(part(line.substring(at), "yaml-text"));
            }
            return flow;
        }

        private static Text part(String text, String style) {
            var part = new Text(text);
            part.setFont(FONT);
            part.getStyleClass().add(style);
            return part;
        }
    }
}
