package dev.weir.core.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.api.Inputs;
import dev.weir.api.Processor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks sources, which look at the real world, within a time limit, and remembers what they said, so
 * that a flow that is being drawn does not ask a database at every key stroke. Safe for threads.
 */
public final class SourceAnswers {
    private final Duration limit;
    private final Cache<Processor, Answer> answers;

    /**
     * @param limit how long a source may take
     * @param keep how long an answer is believed
     */
    public SourceAnswers(Duration limit, Duration keep) {
        this.limit = limit;
        this.answers = Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(keep).build();
    }

    /** Ten seconds to answer, a minute to be believed. */
    public static SourceAnswers remembered() {
        return new SourceAnswers(Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    /** Nothing is remembered: for a run, which must know how things are now. */
    static SourceAnswers fresh() {
        return new SourceAnswers(Duration.ofSeconds(30), Duration.ZERO);
    }

    /** Forgets everything, so that the next plan asks again. */
    public void forget() {
        answers.invalidateAll();
    }

    Answer ask(Processor source, Path temporary) {
        Answer known = answers.getIfPresent(source);
        if (known != null) {
            return known;
        }
        var answer = new CompletableFuture<Answer>();
        Thread.ofPlatform()
                .daemon()
                .name("weir-ask")
                .start(() -> {
                    try {
                        answer.complete(Answer.ask(source, Inputs.none(), temporary));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                });
        var given = await(answer);
        if (given.outputs().isPresent()) {
            answers.put(source, given);
        }
        return given;
    }

    private Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return failed("WEIR-3015", "did not tell its columns within " + words(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("WEIR-3015", "was interrupted while it was asked");
        } catch (ExecutionException e) {
            return failed("WEIR-3016", "failed when it was asked for its columns: " + e.getCause());
        }
    }

    private static Answer failed(String code, String message) {
        return new Answer(Optional.empty(), List.of(new Told(code, "", -1, message)));
    }

    private static String words(Duration time) {
        return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
