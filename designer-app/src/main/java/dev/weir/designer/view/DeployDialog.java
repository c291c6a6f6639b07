package dev.weir.designer.view;

import atlantafx.base.theme.Styles;
import dev.weir.designer.engine.ServerEngine;
import dev.weir.designer.engine.Work;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Sends a flow to a server and, if wished, starts it there. */
final class DeployDialog {

    private static final String ADDRESS = "http://localhost:8460";

    private final Overlay overlay;
    private final Background background;
    private final TextField address = new TextField(ADDRESS);
    private final PasswordField token = new PasswordField();
    private final TextField folder = new TextField();
    private final CheckBox start = new CheckBox("Start it there and watch it here");
    private final Label note = new Label();
    private final Button deploy = new Button("Deploy");

    DeployDialog(Overlay overlay, Background background) {
        this.overlay = overlay;
        this.background = background;
        address.setId("deploy-address");
        token.setId("deploy-token");
        token.setPromptText("stands in server.token of the server's data folder");
        folder.setId("deploy-folder");
        folder.setPromptText("the flow's own folder there");
        start.setId("deploy-start");
        start.setSelected(true);
        note.setId("deploy-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setMaxWidth(Double.MAX_VALUE);
        note.managedProperty().bind(note.visibleProperty());
        deploy.setId("deploy-go");
        deploy.setDefaultButton(true);
        deploy.getStyleClass().add(Styles.ACCENT);
        deploy.setMinWidth(84);
    }

    /**
     * Asks where to, and does it.
     *
     * @param here folder of the flow on this computer, offered while the server is this computer,
     *     too
     * @param onDeployed gets the server, and whether the flow was started there
     */
    void show(Work work, Optional<String> here, BiConsumer<ServerEngine, Boolean> onDeployed) {
        folder.setText(isThisComputer(address.getText()) ? here.orElse("") : "");
        note.setVisible(false);
        deploy.setDisable(false);
        deploy.setOnAction(_ -> go(work, onDeployed));
        var cancel = new Button("Cancel");
        cancel.setId("deploy-cancel");
        cancel.setMinWidth(84);
        cancel.setOnAction(_ -> overlay.hideDialog());
        var buttons = new HBox(8, cancel, deploy);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var card =
                Dialogs.card(
                        "Deploy " + work.flow(),
                        "The server checks the flow and keeps it as a new version.");
        card.setId("deploy-dialog");
        card.getChildren().addAll(field("Server", address), field("Token", token));
        card.getChildren().addAll(field("Relative paths start from", folder), start, note, buttons);
        overlay.showDialog(card);
        (token.getText().isEmpty() ? token : deploy).requestFocus();
    }

    private static Node field(String name, Node control) {
        var label = new Label(name);
        label.getStyleClass().add("field-label");
        return new VBox(5, label, control);
    }

    private static boolean isThisComputer(String address) {
        return address.contains("//localhost") || address.contains("//127.0.0.1");
    }

    private void go(Work asked, BiConsumer<ServerEngine, Boolean> onDeployed) {
        var work = asked.in(Optional.of(folder.getText().strip()).filter(f -> !f.isEmpty()));
        String where = address.getText();
        String secret = token.getText();
        boolean starts = start.isSelected();
        deploy.setDisable(true);
        say("", "Talking to the server…");
        background.run(
                () -> {
                    var server = new ServerEngine(where, secret);
                    try {
                        server.deploy(work);
                        if (starts) {
                            server.start(work, false);
                        }
                        return server;
                    } catch (Exception e) {
                        server.close();
                        throw e;
                    }
                },
                server -> {
                    overlay.hideDialog();
                    onDeployed.accept(server, starts);
                },
                trouble -> {
                    deploy.setDisable(false);
                    say("bad", trouble.words());
                });
    }

    private void say(String mood, String words) {
        note.getStyleClass().setAll("label", "dialog-note");
        if (!mood.isEmpty()) {
            note.getStyleClass().add(mood);
        }
        note.setText(words);
        note.setVisible(true);
    }
}
