package dev.weir.core.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * A flow that a seed made up: some sources, transforms that pass on, merge and join, and sinks; and
 * what each sink must show in the end.
 */
final class RandomGraph {

    /** How to make one processor, so that each process has its own instance. */
    private interface Step {
        void add(GraphMaker maker, Function<String, Segments> sinks, Outside outside);
    }

    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final Map<String, List<Long>> carried = new LinkedHashMap<>();
    private final Map<String, List<Long>> expected = new LinkedHashMap<>();
    private final long wireRows;
    private final boolean outlives;

    RandomGraph(Random random) {
        wireRows = 1L + random.nextInt(64);
        outlives = random.nextBoolean();
        words.append(outlives ? "appending%n".formatted() : "replacing%n".formatted());
        int sources = 1 + random.nextInt(3);
        for (int i = 0; i < sources; i++) {
            source(random, "source" + i);
        }
        int transforms = random.nextInt(4);
        for (int i = 0; i < transforms; i++) {
            transform(random, "transform" + i);
        }
        int sinks = 1 + random.nextInt(2);
        for (int i = 0; i < sinks; i++) {
            sink(random, "sink" + i);
        }
    }

    private void source(Random random, String key) {
        int splits = 1 + random.nextInt(3);
        long rows = random.nextInt(60);
        int batch = 1 + random.nextInt(9);
        int perCut = 1 + random.nextInt(4);
        steps.add((maker, _, outside) ->
                maker.source(key, new Numbers(splits, rows, batch, perCut, 0, outlives, outside)));
        carried.put(key, EngineTest.counted(splits * rows));
        words.append("%s: %d x %d rows in %ds%n".formatted(key, splits, rows, batch));
    }

    private void transform(Random random, String key) {
        String first = any(random);
        String second = any(random);
        int held = random.nextInt(4);
        int copies = 1 + random.nextInt(12) / 10 * random.nextInt(12);
        switch (random.nextInt(3)) {
            case 0 -> {
                steps.add((m, _, _) -> m.transform(key, new PassOn(held, copies), first));
                carried.put(key, times(copies, carriedBy(first)));
                words.append("%s: %s held %d times %d%n".formatted(key, first, held, copies));
            }
            case 1 -> {
                steps.add((m, _, _) -> m.transform(key, new PassOn(held, 1), first, second));
                var both = new ArrayList<>(carriedBy(first));
                both.addAll(carriedBy(second));
                carried.put(key, both);
                words.append("%s: %s and %s%n".formatted(key, first, second));
            }
            default -> {
                steps.add((m, _, _) ->
                        m.transform(key, new AddCount(), "left<" + first, "right<" + second));
                long count = carriedBy(second).size();
                carried.put(key, carriedBy(first).stream().map(n -> n + count * 1000).toList());
                words.append("%s: %s joined to all of %s%n".formatted(key, first, second));
            }
        }
    }

    private static List<Long> times(int copies, List<Long> numbers) {
        var all = new ArrayList<Long>();
        for (int copy = 0; copy < copies; copy++) {
            all.addAll(numbers);
        }
        return all;
    }

    private void sink(Random random, String key) {
        String from = any(random);
        steps.add((maker, sinks, _) -> maker.sink(key, sinks.apply(key), from));
        expected.put(key, Simulation.sorted(carriedBy(from)));
        words.append("%s: %s%n".formatted(key, from));
    }

    private List<Long> carriedBy(String key) {
        return carried.getOrDefault(key, List.of());
    }

    private String any(Random random) {
        var keys = List.copyOf(carried.keySet());
        return keys.get(random.nextInt(keys.size()));
    }

    Graph graph(Function<String, Segments> sinks, Outside outside) {
        var maker = new GraphMaker().wires(wireRows);
        steps.forEach(step -> step.add(maker, sinks, outside));
        return maker.graph();
    }

    Map<String, List<Long>> expected() {
        return expected;
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
