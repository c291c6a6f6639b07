package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.testkit.Kept.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The contract passes for a processor that keeps it, and fails for each way of breaking it. */
class TransformContractTest {
    @TempDir Path folder;

    private static final class Contract extends TransformContract {
        private final Fault fault;

        Contract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected TransformExample example() {
            return TransformExample.of(new Kept(fault))
                    .given(Rows.of("id int64", "[7]", "[null]", "[5]", "[7]", "[8]"))
                    .gives(
                            Rows.of(
                                    "id int64, count int64",
                                    "[7, 1]",
                                    "[null, 2]",
                                    "[5, 3]",
                                    "[7, 4]",
                                    "[8, 5]"))
                    .comesFrom("out", "input:1", "input:2", "input:3", "input:4", "input:5");
        }
    }

    @Nested
    class Kepts extends TransformContract {
        @Override
        protected TransformExample example() {
            return new Contract(Fault.NONE).example();
        }
    }

    @Test
    void findsALeakedByte() {
        fails(() -> new Contract(Fault.LEAKS_A_BYTE).givesWhatIsExpected(folder));
        fails(() -> new Contract(Fault.LEAKS_A_BYTE).givesEverythingBackWhenItIsAbandoned(folder));
    }

    @Test
    void findsABatchThatWasNotClosed() {
        fails(() -> new Contract(Fault.KEEPS_THE_INPUT).givesWhatIsExpected(folder));
    }

    @Test
    void findsAnotherSchemaThanAnnounced() {
        fails(() -> new Contract(Fault.OTHER_SCHEMA).givesWhatIsExpected(folder));
        fails(() -> new Contract(Fault.UNANNOUNCED_PORT).givesWhatIsExpected(folder));
    }

    @Test
    void findsForgottenState() {
        var contract = new Contract(Fault.FORGETS_ITS_STATE);

        assertDoesNotThrow(() -> contract.doesNotDependOnTheSplitIntoBatches(folder));
        fails(() -> contract.goesOnAfterARestartBetweenAnyTwoBatches(folder));
    }

    @Test
    void findsThatTheOutputDependsOnTheSplit() {
        fails(() -> new Contract(Fault.COUNTS_BATCHES).doesNotDependOnTheSplitIntoBatches(folder));
    }

    @Test
    void findsRowsLostAtARestart() {
        var contract = new Contract(Fault.HOLDS_ROWS_OVER_A_BARRIER);

        assertDoesNotThrow(() -> contract.givesWhatIsExpected(folder));
        fails(() -> contract.goesOnAfterARestartBetweenAnyTwoBatches(folder));
    }

    @Test
    void findsAnIgnoredInterrupt() {
        fails(() -> new Contract(Fault.SWALLOWS_INTERRUPTS).endsWhenItIsCancelled(folder));
    }

    @Test
    void findsThatItWritesIntoSharedRows() {
        fails(() ->
                new Contract(Fault.WRITES_INTO_ITS_INPUT).leavesRowsAloneThatOthersReadToo(folder));
    }

    @Test
    void findsThatItCannotTakeEmptyBatches() {
        var contract = new Contract(Fault.WANTS_ROWS);

        assertDoesNotThrow(() -> contract.givesWhatIsExpected(folder));
        assertThrows(IllegalStateException.class, () -> contract.takesInputsWithoutRows(folder));
    }

    @Test
    void findsThatItIsNotStateless() {
        fails(() -> new Contract(Fault.SAYS_IT_IS_STATELESS).sharesItsWorkIfItSaysSo(folder));
    }

    @Test
    void findsThatItIsNoValue() {
        fails(() -> new Contract(Fault.NO_VALUE).announcesItsPortsAndSchemas(folder));
    }

    private static void fails(Executable test) {
        var failure = assertThrows(AssertionError.class, test);
        assertFalse(String.valueOf(failure.getMessage()).isBlank());
    }
}
