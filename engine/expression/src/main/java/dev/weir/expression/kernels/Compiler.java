package dev.weir.expression.kernels;

import dev.weir.expression.kernels.ForeignColumn.Mistaken;
import dev.weir.expression.parser.Syntax;
import dev.weir.expression.parser.Syntax.Binary;
import dev.weir.expression.parser.Syntax.Cast;
import dev.weir.expression.parser.Syntax.ColumnName;
import dev.weir.expression.parser.Syntax.In;
import dev.weir.expression.parser.Syntax.Literal;
import dev.weir.expression.parser.Syntax.LiteralKind;
import dev.weir.expression.parser.Syntax.Span;
import dev.weir.expression.parser.Syntax.TestKind;
import dev.weir.expression.parser.Syntax.Unary;
import dev.weir.expression.types.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Makes a program of an expression. A part for which there are kernels becomes nodes; any other
 * becomes a foreign column, as small as it can be, so that the kernels around it still run.
 */
public final class Compiler {
    private final String text;
    private final Schema schema;
    private final ForeignColumn.Describer describer;
    private final List<Foreign> foreign = new ArrayList<>();

    private record Foreign(ForeignColumn column, Load load) {}

    private Compiler(String text, Schema schema, ForeignColumn.Describer describer) {
        this.text = text;
        this.schema = schema;
        this.describer = describer;
    }

    /**
     * Compiles an expression whose columns all exist.
     *
     * @throws Mistaken if a part makes no sense to DuckDB either
     */
    public static Program compile(
            String text, Syntax syntax, Schema schema, ForeignColumn.Describer describer)
            throws Mistaken {
        var compiler = new Compiler(text, schema, describer);
        var root = compiler.node(syntax);
        return root.isPresent()
                ? compiler.program(root.get())
                : Program.foreign(compiler.foreign(syntax));
    }

    /**
     * Index of the column of a name, which is told apart by its case only if need be; -1 if none.
     */
    public static int column(Schema schema, String name) {
        List<Field> fields = schema.getFields();
        int found = -1;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equals(name)) {
                return i;
            }
            if (found < 0 && fields.get(i).getName().equalsIgnoreCase(name)) {
                found = i;
            }
        }
        return found;
    }

    private Program program(Node root) {
        var used = new ArrayList<ForeignColumn>();
        place(root, used);
        return Program.of(root, used);
    }

    /** Numbers the foreign columns that are still read, behind those of the batch. */
    private void place(Node node, List<ForeignColumn> used) {
        for (Foreign candidate : foreign) {
            if (candidate.load == node && !used.contains(candidate.column)) {
                candidate.load.column = schema.getFields().size() + used.size();
                used.add(candidate.column);
            }
        }
        node.operands.forEach(operand -> place(operand, used));
    }

    private ForeignColumn foreign(Syntax syntax) throws Mistaken {
        Span span = syntax.span();
        String sql = text.substring(span.start(), span.end());
        return new ForeignColumn(sql, span, columns(syntax, schema), describer.describe(sql, span));
    }

    /** Indexes of the columns that an expression names, rising. */
    public static List<Integer> columns(Syntax syntax, Schema schema) {
        var columns = new TreeSet<Integer>();
        collect(syntax, schema, columns);
        return List.copyOf(columns);
    }

    private static void collect(Syntax syntax, Schema schema, Set<Integer> columns) {
        if (syntax instanceof ColumnName name) {
            columns.add(column(schema, name.name()));
        }
        syntax.parts().forEach(part -> collect(part, schema, columns));
    }

    /** A part as an operand, worked out by DuckDB if need be; empty if its type is DuckDB's own. */
    private Optional<Node> operand(Syntax syntax) throws Mistaken {
        var node = node(syntax);
        if (node.isPresent() || syntax instanceof ColumnName) {
            return node;
        }
        var column = foreign(syntax);
        return Type.of(column.type())
                .map(type -> {
                    var load = new Load(type, -1);
                    foreign.add(new Foreign(column, load));
                    return load;
                });
    }

    /** All parts as operands; empty if one of them cannot be. */
    private Optional<List<Node>> operands(List<Syntax> parts) throws Mistaken {
        var nodes = new ArrayList<Node>();
        for (Syntax part : parts) {
            var node = operand(part);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            nodes.add(node.get());
        }
        return Optional.of(nodes);
    }

    private Optional<Node> node(Syntax syntax) throws Mistaken {
        return switch (syntax) {
            case Literal literal ->
                    literal.kind() == LiteralKind.NUMBER
                            ? number(literal.text())
                            : Optional.of(literal(literal));
            case ColumnName name -> {
                int column = column(schema, name.name());
                yield Type.of(schema.getFields().get(column)).map(type -> new Load(type, column));
            }
            case Syntax.Group group -> node(group.inner());
            default -> {
                var operands = operands(syntax.parts());
                yield operands.isEmpty()
                        ? Optional.empty()
                        : combined(syntax, operands.get()).map(Constant::folded);
            }
        };
    }

    private Optional<Node> combined(Syntax syntax, List<Node> parts) {
        return switch (syntax) {
            case Literal _, ColumnName _, Syntax.Group _ -> Optional.empty();
            case Unary unary -> unary(unary.operator(), parts.getFirst());
            case Binary binary -> binary(binary.operator(), parts.get(0), parts.get(1));
            case Syntax.Test test -> test(test, parts.getFirst());
            case Syntax.Between between ->
                    negated(
                            between.negated(),
                            Membership.between(parts.get(0), parts.get(1), parts.get(2)));
            case In in ->
                    negated(
                            in.negated(),
                            Membership.in(parts.getFirst(), parts.subList(1, parts.size())));
            case Syntax.Like like ->
                    negated(
                            like.negated(),
                            Like.of(parts.get(0), parts.get(1), like.ignoresCase()));
            case Syntax.Case cases -> Branches.cases(cases, parts);
            case Cast cast ->
                    Type.named(cast.type())
                            .flatMap(type ->
                                    cast.yieldsNull()
                                            ? Casts.tried(parts.getFirst(), type)
                                            : Casts.to(parts.getFirst(), type));
            case Syntax.Call call -> Functions.of(call.function(), parts);
        };
    }

    private static Node literal(Literal literal) {
        return switch (literal.kind()) {
            case NULL -> Constant.ofNull(Type.NULL);
            case TRUE -> Constant.of(true);
            case FALSE -> Constant.of(false);
            case TEXT -> Constant.of(literal.text(), true);
            case NUMBER -> throw new IllegalStateException("a number has its own case");
        };
    }

    /** Whole numbers take the smallest of two types, numbers with a point are decimals. */
    private static Optional<Node> number(String text) {
        if (text.contains("e") || text.contains("E")) {
            return Optional.of(Constant.of(Type.DOUBLE, Double.parseDouble(text), true));
        }
        var number =
                new BigDecimal(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        if (text.contains(".")) {
            String digits = text.replace("-", "").replace(".", "");
            int scale = text.length() - text.indexOf('.') - 1;
            return Type.decimal(digits.length(), scale)
                    .map(type -> Constant.of(type, number.unscaledValue().longValue(), true));
        }
        if (number.toBigInteger().bitLength() > 63) {
            return Optional.empty();
        }
        long value = number.longValueExact();
        return Optional.of(
                Constant.of((int) value == value ? Type.INT32 : Type.INT64, value, true));
    }

    private static Optional<Node> unary(String operator, Node operand) {
        return switch (operator) {
            case "not" -> bool(operand).map(Logic.Not::new);
            case "-" -> Arithmetic.negated(operand);
            default ->
                    operand.type.kind().isNumber()
                            ? Optional.of(
                                    operand instanceof Constant constant
                                            ? constant.asValue()
                                            : operand)
                            : Optional.empty();
        };
    }

    private static Optional<Node> binary(String operator, Node left, Node right) {
        var comparison = Comparison.Operator.of(operator);
        if (comparison.isPresent()) {
            return Comparison.of(comparison.get(), left, right);
        }
        return switch (operator) {
            case "and", "or" -> junction(operator.equals("and"), left, right);
            case "is distinct from" -> Comparison.distinct(false, left, right);
            case "is not distinct from" -> Comparison.distinct(true, left, right);
            case "||" -> Functions.of("||", List.of(left, right));
            default -> Arithmetic.of(operator, left, right);
        };
    }

    private static Optional<Node> test(Syntax.Test test, Node operand) {
        return test.kind() == TestKind.NULL
                ? Optional.of(new Logic.Test(operand, TestKind.NULL, test.negated()))
                : bool(operand).map(o -> new Logic.Test(o, test.kind(), test.negated()));
    }

    private static Optional<Node> negated(boolean negated, Optional<Node> node) {
        return negated ? node.map(Logic.Not::new) : node;
    }

    private static Optional<Node> junction(boolean isAnd, Node left, Node right) {
        return bool(left).flatMap(l -> bool(right).map(r -> new Logic.Junction(isAnd, true, l, r)));
    }

    private static Optional<Node> bool(Node node) {
        return Casts.to(node, Type.BOOL);
    }
}
