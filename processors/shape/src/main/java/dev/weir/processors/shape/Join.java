package dev.weir.processors.shape;

import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Columns;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Adds to the rows of one input the columns of the matching rows of another. */
@Processor.Named(value = "join", group = "Transforms")
@Doc(
        "Adds to each row of `left` the columns of the rows of `right` that match it. `right` is read "
                + "first and as a whole; `left` keeps its order. Nulls match nothing.")
@Port(name = "unmatched", doc = "The rows of `left` for which there is no match.")
public record Join(
        @Doc(
                        value =
                                "Columns that must be equal: a name, a list of names, or a map from columns of `left` to columns of `right`.",
                        example = "{customer: id}")
                Map<String, Column> on,
        @Doc("Which rows leave by `out`.") @Default("inner") How how,
        @Doc(
                        value =
                                "Put after the name of a column of `right` if `left` has one of that name too.",
                        example = "_right")
                @Default("")
                String suffix)
        implements Transform {

    static final String LEFT = "left";
    static final String RIGHT = "right";
    static final String UNMATCHED = "unmatched";

    /** What becomes of rows with and without a match. */
    public enum How {
        @Doc("Rows with a match, once for each match.")
        INNER,
        @Doc("All rows of `left`; without a match the columns of `right` are null.")
        LEFT,
        @Doc("Rows with a match, once, without the columns of `right`.")
        SEMI,
        @Doc("Rows without a match, without the columns of `right`.")
        ANTI;

        boolean addsColumns() {
            return this == INNER || this == LEFT;
        }
    }

    public Join {
        on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
        if (on.isEmpty()) {
            throw new InvalidSetting("on", "names no column");
        }
    }

    @Override
    public List<InputPort> inputPorts() {
        return List.of(InputPort.of(LEFT), InputPort.whole(RIGHT));
    }

    @Override
    public boolean stateless() {
        return true;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Schema left = inputs.schema(LEFT);
        Schema right = inputs.schema(RIGHT);
        on.forEach((ours, theirs) -> {
            String path = "on." + ours;
            var leftKey = context.column(path, left, ours);
            var rightKey = context.column(path, right, theirs.name());
            if (leftKey.isPresent() && rightKey.isPresent()) {
                compare(path, leftKey.get(), rightKey.get(), context);
            }
        });
        if (how.addsColumns()) {
            clashes(left, right, context);
        }
        return Outputs.of(output(left, right)).and(UNMATCHED, left);
    }

    private static void compare(String path, Field left, Field right, DesignContext context) {
        if (!comparable(left.getType(), right.getType())) {
            context.problem(
                    path,
                    "'%s' of left is %s and '%s' of right is %s; cast one of them with select"
                            .formatted(
                                    left.getName(),
                                    ColumnType.name(left),
                                    right.getName(),
                                    ColumnType.name(right)));
        }
    }

    private static boolean comparable(ArrowType left, ArrowType right) {
        return left.equals(right) || (isNumber(left) && isNumber(right));
    }

    private static boolean isNumber(ArrowType type) {
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    private void clashes(Schema left, Schema right, DesignContext context) {
        var names = new ArrayList<>(left.getFields().stream().map(Field::getName).toList());
        for (int column : added(right)) {
            String old = right.getFields().get(column).getName();
            String name = name(left, old);
            if (names.contains(name)) {
                String advice =
                        suffix.isEmpty()
                                ? "set suffix, or rename or drop one of them with select"
                                : "choose another suffix";
                context.problem(
                        suffix.isEmpty() ? "" : "suffix",
                        "column '%s' of right is in the result already as '%s'; %s"
                                .formatted(old, name, advice));
            }
            names.add(name);
        }
    }

    /** The columns of {@code right} that the result has: all but its keys. */
    List<Integer> added(Schema right) {
        if (!how.addsColumns()) {
            return List.of();
        }
        return IntStream.range(0, right.getFields().size())
                .filter(i -> !on.containsValue(new Column(right.getFields().get(i).getName())))
                .boxed()
                .toList();
    }

    /** The result's schema: the columns of {@code left}, then the {@link #added} ones. */
    Schema output(Schema left, Schema right) {
        var fields = new ArrayList<>(left.getFields());
        for (int column : added(right)) {
            Field field = right.getFields().get(column);
            String name = name(left, field.getName());
            fields.add(name.equals(field.getName()) ? field : Columns.renamed(field, name));
        }
        return new Schema(fields, left.getCustomMetadata());
    }

    private String name(Schema left, String name) {
        return Select.index(left, name).isPresent() ? name + suffix : name;
    }

    @Override
    public TransformTask start(Context context) throws Exception {
        return JoinTask.start(this, context, HashMatching.BYTES);
    }
}
