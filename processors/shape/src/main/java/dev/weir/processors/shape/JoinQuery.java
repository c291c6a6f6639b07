package dev.weir.processors.shape;

import dev.weir.api.Column;
import dev.weir.api.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The statement of a join. Inside the database columns have names of our own, {@code k0 …} for keys
 * and {@code c0 …} for what is added, so that the user's names cannot clash.
 *
 * @param leftColumns the keys of {@code left}
 * @param rightColumns the keys of {@code right}, then what is added
 * @param added what is added, as the result's columns from the third on
 */
record JoinQuery(
        String text,
        Schema leftColumns,
        List<Integer> leftPlaces,
        Schema rightColumns,
        List<Integer> rightPlaces,
        Schema added) {

    static final String LEFT = "l";
    static final String RIGHT = "r";
    static final Field ROW = Field.nullable("row", new ArrowType.Int(64, true));

    static JoinQuery of(Join join, Schema left, Schema right) {
        var leftPlaces = join.on().keySet().stream().map(name -> index(left, name)).toList();
        var keyPlaces =
                join.on().values().stream()
                        .map(Column::name)
                        .map(name -> index(right, name))
                        .toList();
        var addedPlaces = join.added(right);
        var rightPlaces = new ArrayList<>(keyPlaces);
        rightPlaces.addAll(addedPlaces);
        var keys = fields(right, keyPlaces, "k");
        var added = fields(right, addedPlaces, "c");
        var rightFields = new ArrayList<>(keys);
        rightFields.addAll(added);
        return new JoinQuery(
                text(join.how(), keys.size(), added.size()),
                new Schema(fields(left, leftPlaces, "k")),
                leftPlaces,
                new Schema(rightFields),
                List.copyOf(rightPlaces),
                new Schema(added));
    }

    private static String text(Join.How how, int keys, int added) {
        var equal =
                String.join(
                        " AND ",
                        IntStream.range(0, keys)
                                .mapToObj(k -> "l.k%d = r.k%d".formatted(k, k))
                                .toList());
        if (!how.addsColumns()) {
            return "SELECT l.row, l.row FROM l WHERE EXISTS (SELECT 1 FROM r WHERE %s) ORDER BY l.row"
                    .formatted(equal);
        }
        var columns = new StringBuilder("l.row, r.row");
        IntStream.range(0, added).forEach(c -> columns.append(", r.c").append(c));
        var joined = how == Join.How.LEFT ? "LEFT JOIN" : "JOIN";
        return "SELECT %s FROM l %s r ON %s ORDER BY l.row, r.row"
                .formatted(columns, joined, equal);
    }

    private static List<Field> fields(Schema schema, List<Integer> places, String prefix) {
        return IntStream.range(0, places.size())
                .mapToObj(i -> Columns.renamed(schema.getFields().get(places.get(i)), prefix + i))
                .toList();
    }

    private static int index(Schema schema, String name) {
        return Select.index(schema, name)
                .orElseThrow(() -> new IllegalStateException("there is no column " + name));
    }

    /** The table of {@code right}, with the number of each row. */
    Schema rightTable() {
        var fields = new ArrayList<>(rightColumns.getFields());
        fields.add(ROW);
        return new Schema(fields);
    }

    int[] leftIndexes() {
        return leftPlaces.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] rightIndexes() {
        return rightPlaces.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Places of the added columns in the result, after the two row numbers. */
    int[] addedIndexes() {
        return IntStream.range(2, 2 + added.getFields().size()).toArray();
    }
}
