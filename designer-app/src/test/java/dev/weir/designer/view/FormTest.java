package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed into forms, in the text of the flow. */
class FormTest {

    private static final String ORDERS =
            """
            flow: orders
            format: 1
            processors:
              orders:
                type: csv-files
                path: orders.csv
                columns: {id: int64}
            """;

    @TempDir Path folder;
    private DesignerRobot robot;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("orders.csv"), "id,order.id,price [EUR]\n1,2,3\n");
        robot = new DesignerRobot(folder);
    }

    @AfterEach
    void end() {
        robot.close();
    }

    private String text() {
        return robot.editor().document().text();
    }

    @Test
    void namesOfColumnsMayHoldDotsAndBrackets() {
        robot.openUnsaved(ORDERS);
        robot.select("orders");

        robot.newEntry("columns", "order.id", "int32");
        robot.newEntry("columns", "price [EUR]", "utf8");
        assertEquals(
                ORDERS.replace("{id: int64}", "{id: int64, order.id: int32, 'price [EUR]': utf8}"),
                text());

        robot.type("key-columns.order.id", "a.b[0]");
        robot.press(KeyCode.ENTER);
        assertEquals(
                ORDERS.replace("{id: int64}", "{id: int64, 'a.b[0]': int32, 'price [EUR]': utf8}"),
                text());
        robot.click("remove-columns.a.b[0]");
        robot.awaitCheck();
        assertEquals(ORDERS.replace("{id: int64}", "{id: int64, 'price [EUR]': utf8}"), text());
        assertEquals(0, robot.editor().checked().errors());
    }

    @Test
    void addingToASingleValueKeepsWhatWasJustTyped() {
        String parts =
                """
                flow: parts
                format: 1
                processors:
                  parts: {type: parquet-files, path: parts, columns: id}   # all
                """;
        robot.openUnsaved(parts);
        robot.select("parts");

        robot.type("setting-columns", "identifier");
        robot.click("add-columns");
        robot.type("setting-columns[1]", "qty");

        assertEquals(parts.replace("columns: id", "columns: [identifier, qty]"), text());
    }

    @Test
    void oneKeyInAQueryChangesOneCharacterOfTheText() {
        String query =
                """
                flow: query
                format: 1
                processors:
                  orders: {type: csv-files, path: orders.csv, columns: {id: int64}}
                  late:
                    type: sql
                    from: {orders: orders}
                    query: |   # nightly
                      select id
                        from orders

                      where id > 1
                """;
        robot.openUnsaved(query);
        robot.select("late");

        robot.click("setting-query");
        robot.press(KeyCode.CONTROL, KeyCode.HOME);
        robot.write("x");

        assertEquals(query.replace("select id", "xselect id"), text());
    }

    @Test
    void whatCannotBeWrittenIsToldAndTheFieldShowsWhatIsThere() {
        robot.openUnsaved(ORDERS + "flow: again\n");
        robot.select("orders");

        robot.type("setting-path", "x");

        assertTrue(toast().startsWith("Not done: "), this::toast);
        assertTrue(toast().contains("a second time"), this::toast);
        assertEquals("orders.csv", field("setting-path"));
        assertEquals(ORDERS + "flow: again\n", text());
    }

    @Test
    void failuresThatNobodyHasCaughtAreToldInWords() {
        robot.window()
                .failures()
                .uncaughtException(Thread.currentThread(), new IllegalStateException("lost"));

        robot.await("a message", () -> robot.find("toast").isPresent());
        assertTrue(toast().contains("a fault of ours: "), this::toast);
        assertTrue(toast().contains("lost"), this::toast);
    }

    private String toast() {
        return robot.find("toast")
                .flatMap(card -> card.lookupAll(".label").stream().findFirst())
                .map(label -> ((Label) label).getText())
                .orElse("no message");
    }

    private String field(String id) {
        return robot.find(id).map(field -> ((TextInputControl) field).getText()).orElse("none");
    }
}
