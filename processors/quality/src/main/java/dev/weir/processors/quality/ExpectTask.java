package dev.weir.processors.quality;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Evaluator;
import dev.weir.api.Failures;
import dev.weir.api.InputPort;
import dev.weir.api.Output;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Selection;
import dev.weir.api.TransformTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Judges each row by all rules that look at single rows, then the good ones by {@code unique}, so
 * that a bad row never makes a good one a duplicate.
 */
final class ExpectTask implements TransformTask {
    private final Context context;
    private final List<Rule> rules;
    private final List<Optional<Evaluator>> conditions;
    private final List<Duplicates> unique;
    private final Failures failures = new Failures();
    private final Rejections rejections;
    private final Reasons reasons;
    private final Tally tally;

    private ExpectTask(
            Context context,
            List<Rule> rules,
            List<Optional<Evaluator>> conditions,
            List<Duplicates> unique,
            Tally tally) {
        this.context = context;
        this.rules = rules;
        this.conditions = conditions;
        this.unique = unique;
        this.tally = tally;
        reasons = new Reasons(rules, context.inputs().only());
        rejections = new Rejections(context);
    }

    static ExpectTask start(Expect expect, Context context) {
        Schema schema = context.inputs().only();
        var rules = expect.expectations().stream().map(e -> Rule.of(e, schema)).toList();
        var unique = new ArrayList<Duplicates>();
        var conditions = new ArrayList<Optional<Evaluator>>();
        try {
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                conditions.add(rule.condition().map(c -> context.evaluator(c, schema)));
                if (rule.condition().isEmpty()) {
                    unique.add(new Duplicates(i, rule, Reasons.indexes(rule, schema), context));
                }
            }
        } catch (RuntimeException | Error e) {
            conditions.forEach(condition -> condition.ifPresent(Evaluator::close));
            throw e;
        }
        var stopWhen = expect.stopWhen().filter(_ -> !context.run().preview());
        return new ExpectTask(context, rules, conditions, unique, new Tally(rules, stopWhen));
    }

    @Override
    public void process(InputPort input, Batch batch, Output output) throws Exception {
        SortedMap<Integer, List<Reasons.Reason>> bad;
        try {
            bad = judge(batch);
            tally.count(batch.rows(), bad.keySet().stream().mapToInt(Integer::intValue).toArray());
        } catch (Exception | Error e) {
            batch.close();
            throw e;
        }
        if (bad.isEmpty()) {
            output.emit(batch);
            return;
        }
        try (batch) {
            for (var row : bad.entrySet()) {
                reasons.reject(batch, row.getKey(), row.getValue(), rejections);
                if (rejections.isFull()) {
                    rejections.flush(Processor.REJECTED, output);
                }
            }
            rejections.flush(Processor.REJECTED, output);
            output.emit(batch.without(selection(bad, batch.rows())));
        }
    }

    /** The bad rows, and what is wrong with each, in the order of the rules. */
    private SortedMap<Integer, List<Reasons.Reason>> judge(Batch batch) throws Exception {
        var bad = new TreeMap<Integer, List<Reasons.Reason>>();
        for (int rule = 0; rule < rules.size(); rule++) {
            var condition = conditions.get(rule);
            if (condition.isEmpty()) {
                continue;
            }
            failures.clear();
            var good = condition.get().select(batch, failures);
            if (!good.isAll()) {
                var broken = good.complement();
                for (int i = 0; i < broken.count(); i++) {
                    add(bad, broken.row(i), new Reasons.Reason(rule, ""));
                }
            }
            for (int i = 0; i < failures.count(); i++) {
                reasons.explain(bad, failures.row(i), rule, failures.message(i));
            }
        }
        if (!unique.isEmpty()) {
            var good =
                    bad.isEmpty()
                            ? Selection.all(batch.rows())
                            : selection(bad, batch.rows()).complement();
            judgeDuplicates(batch, good, bad);
        }
        return bad;
    }

    private void judgeDuplicates(
            Batch batch, Selection rows, SortedMap<Integer, List<Reasons.Reason>> bad) {
        var keys = new ArrayList<Duplicates.Keys>();
        try {
            unique.forEach(duplicates -> keys.add(duplicates.keys(batch, rows)));
            for (int i = 0; i < rows.count(); i++) {
                boolean good = true;
                for (int u = 0; u < keys.size(); u++) {
                    if (keys.get(u).isDuplicate(i)) {
                        good = false;
                        add(bad, rows.row(i), new Reasons.Reason(unique.get(u).rule(), ""));
                    }
                }
                for (int u = 0; good && u < keys.size(); u++) {
                    keys.get(u).add(i);
                }
            }
            keys.forEach(Duplicates.Keys::keep);
        } finally {
            keys.forEach(Duplicates.Keys::close);
        }
    }

    private void add(SortedMap<Integer, List<Reasons.Reason>> bad, int row, Reasons.Reason reason) {
        bad.computeIfAbsent(row, _ -> new ArrayList<>(1)).add(reason);
        tally.breaks(reason.rule());
    }

    private static Selection selection(SortedMap<Integer, List<Reasons.Reason>> bad, int size) {
        int[] rows = bad.keySet().stream().mapToInt(Integer::intValue).toArray();
        return Selection.of(rows, rows.length, size);
    }

    @Override
    public void end(Output output) throws Exception {
        tally.end(context);
    }

    @Override
    public Optional<byte[]> snapshot() {
        return Optional.of(tally.snapshot());
    }

    @Override
    public void restore(byte[] state, int version) {
        tally.restore(state);
    }

    @Override
    public void close() {
        conditions.forEach(condition -> condition.ifPresent(Evaluator::close));
        rejections.close();
    }
}
