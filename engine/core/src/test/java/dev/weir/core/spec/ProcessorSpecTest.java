package dev.weir.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import dev.weir.core.example.Check;
import dev.weir.core.example.Examples;
import dev.weir.core.example.JoinTwo;
import dev.weir.core.example.KeepRange;
import dev.weir.core.example.ReadRows;
import dev.weir.core.example.ReadTables;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProcessorSpecTest {

    @Test
    void aRecordDescribesItself() {
        var spec = ProcessorSpec.of(KeepRange.class);
        assertEquals("keep-range", spec.name());
        assertEquals(2, spec.major());
        assertEquals("Transforms", spec.group());
        assertEquals(ProcessorSpec.Role.TRANSFORM, spec.role());
        assertEquals(List.of("out", "rest"), spec.portNames());
        assertEquals(List.of(InputPort.of("input")), spec.inputPorts());
        assertEquals(
                List.of(
                        new Setting(
                                "column",
                                "column",
                                new Kind.ColumnName(),
                                true,
                                Optional.empty(),
                                "Column to look at.",
                                "amount",
                                List.of()),
                        new Setting(
                                "lowest",
                                "lowest",
                                new Kind.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                                true,
                                Optional.empty(),
                                "Smallest number to keep.",
                                "",
                                List.of("least")),
                        new Setting(
                                "highest",
                                "highest",
                                new Kind.Whole(0, 1_000_000),
                                false,
                                Optional.of("1000"),
                                "Largest number to keep.",
                                "",
                                List.of()),
                        new Setting(
                                "missing",
                                "missing",
                                new Kind.Choice(List.of("keep", "drop", "send-on")),
                                false,
                                Optional.of("drop"),
                                "Where a row without a number goes. `keep`: It is kept. `drop`: It"
                                        + " is dropped.",
                                "",
                                List.of())),
                spec.settings());
    }

    @Test
    void inputsAndPortsAreKnownBeforeAnythingIsSet() {
        assertEquals(
                List.of(InputPort.of("left"), InputPort.whole("right")),
                ProcessorSpec.of(JoinTwo.class).inputPorts());
        assertEquals(List.of(), ProcessorSpec.of(ReadRows.class).inputPorts());
        assertEquals(true, ProcessorSpec.of(ReadRows.class).hasFixedPorts());
        assertEquals(false, ProcessorSpec.of(ReadTables.class).hasFixedPorts());
    }

    @Test
    void theReferencePageSaysEverything() {
        assertEquals(
                """
                # check

                Rejects rows that are not as expected.

                | Setting | Type | Default | What it does |
                |---|---|---|---|
                | `expectations` | list of one of not-null, between | required | What must hold of every row. |
                | `stop-when` | settings | none | When to give up. |

                ## expectations[]: not-null

                The column has a value.

                | Setting | Type | Default | What it does |
                |---|---|---|---|
                | `column` | column | required | The column. |

                May be written `{not-null: …}` with the value of `column`.

                ## expectations[]: between

                The number lies between two bounds.

                | Setting | Type | Default | What it does |
                |---|---|---|---|
                | `column` | column | required | The column. |
                | `min` | number | none | Smallest number. |
                | `max` | number | none | Largest number. |

                ## stop-when

                | Setting | Type | Default | What it does |
                |---|---|---|---|
                | `failed-share` | share | required | Share of refused rows. |

                Input `input`

                Output `out`: The rows.

                Output `rejected`: The rows that were refused.
                """,
                ProcessorSpec.of(Check.class).toMarkdown());
    }

    @Test
    void aCatalogFindsByNameAndInputs() {
        var catalog = Examples.catalog();
        assertEquals(List.of(), catalog.problems());
        assertEquals(ProcessorSpec.Role.SOURCE, catalog.find("rows", false).orElseThrow().role());
        assertEquals(ProcessorSpec.Role.SINK, catalog.find("rows", true).orElseThrow().role());
        assertEquals(ProcessorSpec.Role.SOURCE, catalog.find("tables", true).orElseThrow().role());
        assertEquals(Optional.empty(), catalog.find("row", true));
        assertEquals(Optional.of("rows"), catalog.suggest("row"));
        assertEquals(
                List.of("shop"), catalog.connections().stream().map(ConnectionSpec::name).toList());
    }

    @Processor.Named("wrong")
    @Doc("Has a setting that means something else.")
    record Reserved(@Doc("Kind of join.") String type) implements Transform {
        @Override
        public Outputs outputSchemas(Inputs inputs, DesignContext context) {
            return Outputs.none();
        }

        @Override
        public TransformTask start(Context context) {
            throw new UnsupportedOperationException();
        }
    }

    @Processor.Named("wrong")
    @Doc("Has a setting without a word.")
    record Undocumented(String name) implements Transform {
        @Override
        public Outputs outputSchemas(Inputs inputs, DesignContext context) {
            return Outputs.none();
        }

        @Override
        public TransformTask start(Context context) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void anAuthorIsToldWhatToMend() {
        var reserved =
                assertThrows(
                        IllegalArgumentException.class, () -> ProcessorSpec.of(Reserved.class));
        assertEquals(
                "dev.weir.core.spec.ProcessorSpecTest$Reserved.type cannot be a setting: type means"
                        + " something else in every processor",
                reserved.getMessage());
        var undocumented =
                assertThrows(
                        IllegalArgumentException.class, () -> ProcessorSpec.of(Undocumented.class));
        assertEquals(
                "dev.weir.core.spec.ProcessorSpecTest$Undocumented.name has no @Doc",
                undocumented.getMessage());
    }
}
