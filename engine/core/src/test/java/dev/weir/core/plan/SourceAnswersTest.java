package dev.weir.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SourceAnswersTest {
    private static final AtomicInteger ASKED = new AtomicInteger();

    /** Answers, fails or never comes back. */
    record Moody(String mood, CountDownLatch end) implements Source<Moody.Nothing> {
        record Nothing() {}

        @Override
        public Class<Nothing> positionType() {
            return Nothing.class;
        }

        @Override
        public Outputs outputSchemas(Inputs inputs, DesignContext context) throws Exception {
            ASKED.incrementAndGet();
            switch (mood) {
                case "slow" -> end.await();
                case "away" -> throw new IOException("connection refused");
                case "picky" -> throw new InvalidSetting("mood", "must be better");
                case "broken" -> throw new IllegalStateException("oops");
                default -> {}
            }
            return Outputs.none();
        }

        @Override
        public SourceTask<Nothing> start(Context context) {
            throw new UnsupportedOperationException();
        }
    }

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void whatASourceSaidIsRememberedUntilForgotten() {
        var answers = SourceAnswers.remembered();
        int before = ASKED.get();
        ask(answers, "fine");
        assertTrue(ask(answers, "fine").outputs().isPresent());
        assertEquals(before + 1, ASKED.get());
        answers.forget();
        ask(answers, "fine");
        assertEquals(before + 2, ASKED.get());
        ask(answers, "away");
        ask(answers, "away");
        assertEquals(before + 4, ASKED.get(), "a failure is not remembered");
    }

    @Test
    void aSourceThatDoesNotAnswerHoldsUpNobody() {
        var answers = new SourceAnswers(Duration.ofMillis(20), Duration.ofMinutes(1));
        assertEquals("WEIR-3015 did not tell its columns within 20 ms", told(ask(answers, "slow")));
        end.countDown();
    }

    @Test
    void theOutsideWorldAndBugsAreToldApart() {
        var answers = SourceAnswers.fresh();
        assertEquals(
                "WEIR-3015 cannot be asked for its columns: connection refused",
                told(ask(answers, "away")));
        assertEquals("WEIR-2005 must be better", told(ask(answers, "picky")));
        assertEquals("mood", ask(answers, "picky").told().getFirst().setting());
        assertEquals(
                "WEIR-3016 failed when it was asked for its columns, which is a bug of the processor:"
                        + " java.lang.IllegalStateException: oops",
                told(ask(answers, "broken")));
    }

    private Answer ask(SourceAnswers answers, String mood) {
        return answers.ask(new Moody(mood, end), Path.of("target"));
    }

    private static String told(Answer answer) {
        var told = answer.told().getFirst();
        return told.code() + " " + told.message();
    }
}
