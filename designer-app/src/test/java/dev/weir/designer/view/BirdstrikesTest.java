package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.designer.engine.Progress.State;
import dev.weir.server.http.ServerOptions;
import dev.weir.server.http.WeirServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bird strikes sample, drawn from nothing over its own data. */
class BirdstrikesTest {

    private static final String AIRPORT_KEY =
            "regexp_replace(lower(airport), '[^a-z]|international|intl|airport|arpt', '', 'g')";
    private static final String NAME_KEY =
            "regexp_replace(lower(name), '[^a-z]|international|intl|airport|arpt', '', 'g')";

    @TempDir Path folder;
    private DesignerRobot robot;

    @BeforeEach
    void start() throws Exception {
        Path data = samples().resolve("birdstrikes").resolve("data");
        for (String name : List.of("birdstrikes.csv", "airports.csv")) {
            Files.copy(data.resolve(name), folder.resolve(name));
        }
        robot = new DesignerRobot(folder);
    }

    @AfterEach
    void end() {
        robot.close();
    }

    /** The samples' folder, from wherever in the project the tests run. */
    private static Path samples() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("samples").resolve("birdstrikes"))) {
                return at.resolve("samples");
            }
        }
        throw new IOException("the samples are not where the project has them");
    }

    @Test
    void isDrawnLookedIntoSavedRunOpenedAgainAndDeployed() throws Exception {
        drawStrikes();
        drawAirports();
        drawSinks();
        robot.awaitCheck();
        assertEquals(
                List.of(),
                robot.editor().checked().problems().stream().filter(p -> p.isError()).toList(),
                () -> robot.editor().document().text());

        robot.clickPort("by-airport", "out");
        robot.await("rows", () -> robot.find("rows-table").isPresent());
        var table = (TableView<?>) robot.find("rows-table").orElseThrow();
        assertEquals(3, table.getColumns().size());
        assertTrue(table.getItems().size() > 10, () -> table.getItems().size() + " rows");

        robot.nextFile(folder.resolve("strikes.flow.yaml"));
        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.await("saved", robot.editor()::isSaved);
        robot.awaitCheck();
        robot.press(KeyCode.F5);
        robot.await("the run", () -> robot.window().progress().state() == State.COMPLETED);

        assertEquals(10_000, robot.rowsOut("strikes", "out"));
        assertEquals(15, robot.rowsOut("gate", "rejected"));
        assertEquals(
                robot.rowsOut("by-airport", "out"),
                Files.readAllLines(folder.resolve("by-airport.jsonl")).size());
        assertTrue(Files.exists(folder.resolve("strikes.parquet")));

        var document = robot.editor().document();
        robot.press(KeyCode.CONTROL, KeyCode.N);
        robot.press(KeyCode.CONTROL, KeyCode.O);
        robot.await("opened", () -> robot.editor().graph().nodes().size() == 10);
        assertEquals(document, robot.editor().document());

        // The server shall write them, and it would refuse to touch what another run left there.
        Files.delete(folder.resolve("by-airport.jsonl"));
        Files.delete(folder.resolve("strikes.parquet"));
        var options = new ServerOptions("127.0.0.1", 0, Optional.empty(), folder.resolve("server"));
        try (var server = WeirServer.start(options)) {
            deploy(server);
        }
        assertEquals(
                robot.rowsOut("by-airport", "out"),
                Files.readAllLines(folder.resolve("by-airport.jsonl")).size());
        assertTrue(Files.exists(folder.resolve("strikes.parquet")));
    }

    private void deploy(WeirServer server) throws IOException {
        robot.awaitCheck();
        robot.press(KeyCode.CONTROL, KeyCode.D);
        robot.type("deploy-address", "http://127.0.0.1:" + server.port());
        robot.type("deploy-token", Files.readString(server.token().file()).strip());
        robot.type("deploy-folder", folder.toString());
        robot.press(KeyCode.ENTER);
        robot.await(
                "the run on the server",
                () ->
                        Files.exists(folder.resolve("by-airport.jsonl"))
                                && robot.window().progress().state() == State.COMPLETED);
    }

    private void drawStrikes() {
        robot.dragFromPalette("csv-files-source", 0, 0);
        robot.rename("strikes");
        robot.type("setting-path", "birdstrikes.csv");
        robot.awaitCheck();

        robot.dropWire("strikes", "out", 260, 60);
        add("select", "tidy");
        robot.newEntry("rename", "airport", "Airport Name");
        robot.newEntry("rename", "damage", "Effect Amount of damage");
        robot.newEntry("rename", "state", "Origin State");
        robot.newEntry("compute", "airport_key", AIRPORT_KEY);
        robot.awaitCheck();

        robot.dropWire("tidy", "out", 520, 60);
        add("expect", "gate");
        robot.click("add-expectations");
        robot.choose("setting-expectations[0]", "in-set");
        robot.type("setting-expectations[0].in-set.column", "damage");
        for (String value : List.of("None", "Minor", "Medium", "Substantial")) {
            robot.addItem("expectations[0].in-set.values", value);
        }
        robot.awaitCheck();

        robot.dropWire("gate", "out", 780, 60);
        add("filter", "harmed");
        robot.type("setting-where", "damage <> 'None'");
        robot.awaitCheck();
    }

    private void drawAirports() {
        robot.dragFromPalette("csv-files-source", 520, 300);
        robot.rename("airports");
        robot.type("setting-path", "airports.csv");
        robot.awaitCheck();

        robot.dropWire("airports", "out", 780, 360);
        add("select", "keyed");
        robot.newEntry("compute", "airport_key", NAME_KEY);
        robot.awaitCheck();

        robot.dropWire("harmed", "out", 1040, 200);
        add("join", "located");
        robot.drawWire("keyed", "out", "located", "right");
        robot.clickCard("located");
        robot.newEntry("on", "airport_key", "airport_key");
        robot.type("setting-suffix", "_airport");
        robot.awaitCheck();
    }

    private void drawSinks() {
        robot.dropWire("located", "out", 1300, 60);
        add("aggregate", "by-airport");
        robot.addItem("by", "iata");
        robot.newEntry("compute", "strikes", "count(*)");
        robot.newEntry("compute", "states", "min(damage)");
        robot.awaitCheck();

        robot.dragFromPalette("parquet-files-sink", 1300, 300);
        robot.type("setting-path", "strikes.parquet");
        robot.drawWire("located", "out", "parquet-files", "input");

        robot.dropWire("by-airport", "out", 1560, 60);
        add("jsonl-files", "report");
        robot.type("setting-path", "by-airport.jsonl");
    }

    /** Takes the processor that the quick palette finds, and names it. */
    private void add(String type, String key) {
        robot.write(type);
        robot.press(KeyCode.ENTER);
        robot.rename(key);
    }
}
