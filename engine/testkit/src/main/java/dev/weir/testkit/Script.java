package dev.weir.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What a task is given, in the order in which an engine could give it: whole inputs first, the
 * others in turns.
 *
 * @param wholeSteps how many of the steps belong to whole inputs
 */
record Script(List<Step> steps, int wholeSteps) {

    /** One call of a task. */
    sealed interface Step {
        record Give(String input, Optional<String> table, Rows rows) implements Step {}

        record EndInput(String input) implements Step {}
    }

    /** How rows become batches. */
    interface Split {
        /** Sizes of the batches; their sum is the number of rows. */
        List<Integer> sizes(int rows);

        Split ONE_BATCH = rows -> rows == 0 ? List.of() : List.of(rows);

        Split ONE_ROW_EACH = rows -> java.util.Collections.nCopies(rows, 1);

        /** Small batches with some empty ones between them. */
        static Split random(long seed) {
            var random = new Random(seed);
            return rows -> {
                var sizes = new ArrayList<Integer>();
                for (int left = rows; left > 0; ) {
                    int size = Math.min(left, random.nextInt(4));
                    sizes.add(size);
                    left -= size;
                }
                return sizes;
            };
        }
    }

    static Script of(TransformExample example, Split split) {
        var whole = new LinkedHashMap<String, List<Step>>();
        var streaming = new LinkedHashMap<String, List<Step>>();
        for (var given : example.given()) {
            var queues = example.isWhole(given.input()) ? whole : streaming;
            var steps = queues.computeIfAbsent(given.input(), _ -> new ArrayList<>());
            int from = 0;
            for (int size : split.sizes(given.rows().count())) {
                Rows rows = given.rows().slice(from, from + size);
                steps.add(new Step.Give(given.input(), given.table(), rows));
                from += size;
            }
        }
        whole.forEach((input, steps) -> steps.add(new Step.EndInput(input)));
        streaming.forEach((input, steps) -> steps.add(new Step.EndInput(input)));
        var steps = inTurns(whole);
        int wholeSteps = steps.size();
        steps.addAll(inTurns(streaming));
        return new Script(List.copyOf(steps), wholeSteps);
    }

    private static List<Step> inTurns(Map<String, List<Step>> queues) {
        var steps = new ArrayList<Step>();
        for (int turn = 0; queues.values().stream().anyMatch(notBefore(turn)); turn++) {
            for (var queue : queues.values()) {
                if (turn < queue.size()) {
                    steps.add(queue.get(turn));
                }
            }
        }
        return steps;
    }

    private static java.util.function.Predicate<List<Step>> notBefore(int turn) {
        return queue -> turn < queue.size();
    }

    /** Plays some of the steps to a task. */
    void play(TransformRun run, int from, int to) throws Exception {
        for (Step step : steps.subList(from, to)) {
            switch (step) {
                case Step.Give(String input, Optional<String> table, Rows rows) -> {
                    if (table.isPresent()) {
                        run.process(input, table.get(), rows);
                    } else {
                        run.process(input, rows);
                    }
                }
                case Step.EndInput(String input) -> run.inputEnded(input);
            }
        }
    }

    /** Tells a resumed task what earlier lives were given, so that lineage goes on counting. */
    void skip(TransformRun run, int from, int to) {
        for (Step step : steps.subList(from, to)) {
            if (step instanceof Step.Give(String input, _, Rows rows)) {
                run.skip(input, rows.count());
            }
        }
    }
}
