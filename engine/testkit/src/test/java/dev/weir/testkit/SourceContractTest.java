package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Source;
import dev.weir.testkit.Counting.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The contract passes for a source that keeps it, and fails for each way of breaking it. */
class SourceContractTest {
    @TempDir Path folder;

    private static final class Contract extends SourceContract<Counting.Position> {
        private final Fault fault;

        Contract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected Source<Counting.Position> source(Path folder) {
            return new Counting(fault);
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected Rows rows() {
            return Rows.of(
                    "n int64", "[1]", "[2]", "[3]", "[4]", "[5]", "[101]", "[102]", "[103]",
                    "[104]", "[105]");
        }
    }

    @Nested
    class Keeps extends SourceContract<Counting.Position> {
        @Override
        protected Source<Counting.Position> source(Path folder) {
            return new Counting(Fault.NONE);
        }

        @Override
        protected Rows rows() {
            return new Contract(Fault.NONE).rows();
        }
    }

    @Test
    void findsALeakedByte() {
        fails(() -> new Contract(Fault.LEAKS_A_BYTE).givesWhatIsExpected(folder));
    }

    @Test
    void findsARowLostAtARestart() {
        var contract = new Contract(Fault.SKIPS_A_ROW_AT_A_RESTART);

        assertDoesNotThrow(() -> contract.givesWhatIsExpected(folder));
        fails(() -> contract.goesOnFromEveryPosition(folder));
    }

    @Test
    void findsThatItCanNeverBeCut() {
        fails(() -> new Contract(Fault.TELLS_NO_POSITION).goesOnFromEveryPosition(folder));
    }

    @Test
    void findsTooManyBatchesAPoll() {
        fails(() -> new Contract(Fault.EMITS_TWICE_A_POLL).givesWhatIsExpected(folder));
    }

    @Test
    void findsABatchOutsideOfAPoll() {
        fails(() -> new Contract(Fault.EMITS_TO_KEEP_ALIVE).givesWhatIsExpected(folder));
    }

    @Test
    void findsSplitsThatChangeTheirNames() {
        fails(() -> new Contract(Fault.RENAMES_ITS_SPLITS).goesOnFromEveryPosition(folder));
    }

    @Test
    void findsAnIgnoredInterrupt() {
        fails(() -> new Contract(Fault.SWALLOWS_INTERRUPTS).endsWhenItIsCancelled(folder));
    }

    @Test
    void findsAnotherSchemaThanAnnounced() {
        fails(() -> new Contract(Fault.OTHER_SCHEMA).givesWhatIsExpected(folder));
    }

    private static void fails(Executable test) {
        assertThrows(AssertionError.class, test);
    }
}
