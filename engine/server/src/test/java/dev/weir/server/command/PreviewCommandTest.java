package dev.weir.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewCommandTest {

    @Test
    void eachTableOfAFamilyIsATableOfItsOwn() throws IOException {
        var rows =
                List.of(
                        "{\"id\":1,\"name\":\"Ann\",\"_table\":\"customers\"}",
                        "{\"id\":7,\"_table\":\"orders\"}",
                        "{\"id\":2,\"name\":null,\"_table\":\"customers\"}");

        assertEquals(
                """
                id  name  _table
                 1  Ann   customers
                 2        customers

                id  _table
                 7  orders\
                """,
                String.join("\n", PreviewCommand.tables(rows)));
    }
}
