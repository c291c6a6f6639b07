package dev.weir.processors.shape;

import dev.weir.api.Column;
import dev.weir.api.Columns;
import dev.weir.api.DesignContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Which columns of the input {@code select} keeps, in which order and under which names.
 *
 * @param columns the input's column for each column of the schema
 */
record Arrangement(Schema schema, List<Integer> columns) {

    Arrangement {
        columns = List.copyOf(columns);
    }

    /** The arrangement of settings that were checked. */
    static Arrangement of(Select select, Schema input) {
        var kept = kept(select.keep(), input);
        var names = new HashSet<String>();
        select.drop().forEach(column -> names.add(column.name()));
        kept.removeIf(column -> names.contains(input.getFields().get(column).getName()));
        var renamed = new HashMap<String, String>();
        select.rename().forEach((to, from) -> renamed.put(from.name(), to));
        var fields = new ArrayList<Field>();
        for (int column : kept) {
            Field field = input.getFields().get(column);
            String name = renamed.getOrDefault(field.getName(), field.getName());
            fields.add(name.equals(field.getName()) ? field : Columns.renamed(field, name));
        }
        return new Arrangement(new Schema(fields, input.getCustomMetadata()), kept);
    }

    /** Reports every wrong column, and answers with the arrangement of the right ones. */
    static Arrangement checked(Select select, Schema input, DesignContext context) {
        for (int i = 0; i < select.keep().size(); i++) {
            context.column("keep[" + i + "]", input, select.keep().get(i).name());
        }
        duplicates("keep", select.keep(), context);
        Schema kept = schema(input, kept(select.keep(), input));
        for (int i = 0; i < select.drop().size(); i++) {
            context.column("drop[" + i + "]", kept, select.drop().get(i).name());
        }
        Schema left = without(kept, select.drop());
        var sources = new HashSet<String>();
        select.rename()
                .forEach((to, from) -> {
                    String path = "rename." + to;
                    context.column(path, left, from.name());
                    if (!sources.add(from.name())) {
                        context.problem(path, "'%s' is renamed twice".formatted(from.name()));
                    }
                });
        for (String to : select.rename().keySet()) {
            if (Select.index(left, to).isPresent() && !sources.contains(to)) {
                context.problem(
                        "rename." + to,
                        "there is already a column '%s'; drop it or choose another name"
                                .formatted(to));
            }
        }
        return of(select, input);
    }

    private static void duplicates(String setting, List<Column> columns, DesignContext context) {
        var seen = new HashSet<Column>();
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.add(columns.get(i))) {
                context.problem(
                        "%s[%d]".formatted(setting, i),
                        "'%s' is named twice".formatted(columns.get(i)));
            }
        }
    }

    private static ArrayList<Integer> kept(List<Column> keep, Schema input) {
        var kept = new ArrayList<Integer>();
        if (keep.isEmpty()) {
            IntStream.range(0, input.getFields().size()).forEach(kept::add);
        }
        for (Column column : keep) {
            Select.index(input, column.name()).ifPresent(kept::add);
        }
        return kept;
    }

    private static Schema schema(Schema input, List<Integer> columns) {
        return new Schema(
                columns.stream().map(input.getFields()::get).toList(), input.getCustomMetadata());
    }

    private static Schema without(Schema schema, List<Column> drop) {
        return new Schema(
                schema.getFields().stream()
                        .filter(field -> !drop.contains(new Column(field.getName())))
                        .toList(),
                schema.getCustomMetadata());
    }

    int[] indexes() {
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }
}
