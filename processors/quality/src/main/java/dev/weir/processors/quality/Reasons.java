package dev.weir.processors.quality;

import dev.weir.api.Batch;
import dev.weir.api.JsonRows;
import dev.weir.api.Rejections;
import dev.weir.api.Utf8Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;

/** Tells what is wrong with a row, with the value; values of sensitive columns are hidden. */
final class Reasons {
    private static final int WIDTH = 100;

    private final List<Rule> rules;
    private final Schema schema;

    /**
     * A rule that a row breaks.
     *
     * @param failure why the condition could not be worked out; empty if it could
     */
    record Reason(int rule, String failure) {}

    Reasons(List<Rule> rules, Schema schema) {
        this.rules = rules;
        this.schema = schema;
    }

    /** A row that breaks a rule does so because its condition could not be worked out. */
    void explain(Map<Integer, List<Reason>> bad, int row, int rule, String failure) {
        bad.computeIfPresent(
                row,
                (_, reasons) -> {
                    reasons.replaceAll(reason ->
                            reason.rule == rule && reason.failure.isEmpty()
                                    ? new Reason(rule, failure)
                                    : reason);
                    return reasons;
                });
    }

    /** One refused row, with the code and column of the first reason and the words of all. */
    void reject(Batch batch, int row, List<Reason> reasons, Rejections rejections) {
        var words = new ArrayList<String>();
        for (Reason reason : reasons) {
            words.add(words(batch, row, reason));
        }
        Rule first = rules.get(reasons.getFirst().rule);
        rejections.add(
                batch,
                row,
                first.code(),
                String.join("; ", words),
                String.join(", ", first.columns()));
    }

    private String words(Batch batch, int row, Reason reason) {
        Rule rule = rules.get(reason.rule);
        if (!reason.failure.isEmpty()) {
            return rule.words() + " could not be worked out: " + reason.failure;
        }
        if (rule.columns().isEmpty()) {
            return rule.words() + " " + rule.broken();
        }
        if (rule.code().equals(Rule.NOT_NULL)) {
            return rule.columns().getFirst() + " " + rule.broken();
        }
        return values(batch, row, rule) + " " + rule.broken();
    }

    /** {@code total = -3.00, qty = 2}. */
    private String values(Batch batch, int row, Rule rule) {
        var parts = new ArrayList<String>();
        for (int column : indexes(rule, schema)) {
            var field = schema.getFields().get(column);
            try (var single = batch.columns(new Schema(List.of(field)), column)) {
                var text = new Utf8Buffer(128);
                text.jsonText(field.getName());
                int name = text.toString().length() + 2;
                text.clear();
                JsonRows.masking(single.schema()).lines(single, row, row + 1, text);
                String json = text.toString();
                parts.add(field.getName() + " = " + cut(json.substring(name, json.length() - 2)));
            }
        }
        return String.join(", ", parts);
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= WIDTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, WIDTH)) + "…";
    }

    /** Places of a rule's columns. */
    static int[] indexes(Rule rule, Schema schema) {
        var fields = schema.getFields();
        return rule.columns().stream()
                .mapToInt(name ->
                        IntStream.range(0, fields.size())
                                .filter(i -> fields.get(i).getName().equals(name))
                                .findFirst()
                                .orElseThrow())
                .toArray();
    }
}
