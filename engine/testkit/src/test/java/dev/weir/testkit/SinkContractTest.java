package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.FilePath;
import dev.weir.api.Sink;
import dev.weir.testkit.Lines.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The contract passes for a sink that keeps it, and fails for each way of breaking it. */
class SinkContractTest {
    @TempDir Path folder;

    static class Contract extends SinkContract<Lines.Part> {
        private final Fault fault;

        Contract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected Sink<Lines.Part> sink(Path target) {
            return new Lines(new FilePath(target.toString()), fault);
        }

        @Override
        protected Rows rows() {
            return Rows.of("n int64, name utf8", "[1, 'a']", "[2, null]", "[3, 'c']", "[4, 'd']");
        }

        @Override
        protected List<String> visible(Path target) throws IOException {
            return Lines.visible(target);
        }

        @Override
        protected List<String> expected() {
            return List.of("[1, \"a\"]", "[2, null]", "[3, \"c\"]", "[4, \"d\"]");
        }
    }

    @Nested
    class Keeps extends Contract {
        Keeps() {
            super(Fault.NONE);
        }
    }

    @Test
    void findsALeakedByte() {
        fails(() -> new Contract(Fault.LEAKS_A_BYTE).writesWhatIsExpected(folder));
    }

    @Test
    void findsThatItClosesTheEnginesBatch() {
        fails(() -> new Contract(Fault.CLOSES_THE_BATCH).writesWhatIsExpected(folder));
    }

    @Test
    void findsRowsThatAreShownTooEarly() {
        fails(() -> new Contract(Fault.SHOWS_ROWS_AT_ONCE).showsNothingBeforeItsCommit(folder));
    }

    @Test
    void findsACommitThatIsNotIdempotent() {
        var contract = new Contract(Fault.APPENDS_AT_EVERY_COMMIT);

        assertDoesNotThrow(() -> contract.writesWhatIsExpected(folder.resolve("once")));
        fails(() -> contract.commitsOnceHoweverOftenItIsTold(folder.resolve("often")));
    }

    @Test
    void findsAReceiptThatDoesNotSuffice() {
        fails(() ->
                new Contract(Fault.KEEPS_PREPARED_ROWS_IN_MEMORY).commitsInAnotherProcess(folder));
    }

    @Test
    void findsRowsThatSurviveAnAbort() {
        fails(() -> new Contract(Fault.FORGETS_TO_ABORT).goesOnAfterACrashAnywhere(folder));
    }

    @Test
    void findsRowsThatWereNeverCommitted() {
        fails(() ->
                new Contract(Fault.SHOWS_WHAT_WAS_NOT_COMMITTED).goesOnAfterACrashAnywhere(folder));
    }

    @Test
    void findsThatTheTargetDependsOnTheSplit() {
        var contract = new Contract(Fault.LOSES_THE_LAST_ROW);

        assertDoesNotThrow(() -> contract.writesWhatIsExpected(folder.resolve("one")));
        fails(() -> contract.doesNotDependOnTheSplitIntoBatches(folder.resolve("many")));
    }

    private static void fails(Executable test) {
        assertThrows(AssertionError.class, test);
    }
}
