package dev.weir.expression;

import dev.weir.api.Evaluator;
import dev.weir.api.Expression;
import dev.weir.api.Query;
import dev.weir.expression.kernels.Compiler;
import dev.weir.expression.kernels.ForeignColumn;
import dev.weir.expression.kernels.ForeignColumn.Mistaken;
import dev.weir.expression.kernels.Program;
import dev.weir.expression.parser.NotUnderstood;
import dev.weir.expression.parser.Parser;
import dev.weir.expression.parser.Syntax;
import dev.weir.expression.parser.Syntax.ColumnName;
import dev.weir.expression.parser.Syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Checks and compiles expressions and queries. Safe for use by many threads. */
public final class Expressions {

    private Expressions() {}

    /**
     * Checks an expression over the columns of a schema, without running anything.
     *
     * @return the type of its value as a nullable field without a name, or what is wrong with it
     */
    public static Checked<Field> check(Expression expression, Schema schema) {
        return switch (compile(expression.text(), schema)) {
            case Checked.Valid<Program>(Program program) -> new Checked.Valid<>(program.type());
            case Checked.Invalid<Program>(List<Mistake> mistakes) ->
                    new Checked.Invalid<>(mistakes);
        };
    }

    /**
     * Compiles an expression for batches of a schema.
     *
     * @param allocator account of the vectors that the evaluator makes; outlives it
     * @throws IllegalArgumentException if {@link #check} finds a mistake
     */
    public static Evaluator evaluator(
            Expression expression, Schema schema, BufferAllocator allocator) {
        return switch (compile(expression.text(), schema)) {
            case Checked.Valid<Program>(Program program) ->
                    new CompiledExpression(
                            whole(expression.text(), program.type(), schema),
                            program,
                            schema,
                            allocator);
            case Checked.Invalid<Program>(List<Mistake> mistakes) ->
                    throw new IllegalArgumentException(
                            "%s: %s".formatted(expression.text(), mistakes.getFirst().message()));
        };
    }

    /** Checks that a query is one SELECT over the named inputs; the answer is its schema. */
    public static Checked<Schema> checkQuery(Query query, Map<String, Schema> inputs) {
        if (query.text().isBlank()) {
            return invalid(0, "the query is empty");
        }
        return Design.query(query.text(), inputs);
    }

    static Checked<Program> compile(String text, Schema schema) {
        if (text.isBlank()) {
            return invalid(0, "the expression is empty");
        }
        try {
            Syntax syntax = Parser.parse(text);
            var unknown = unknownColumns(syntax, schema);
            return unknown.isEmpty()
                    ? new Checked.Valid<>(
                            Compiler.compile(text, syntax, schema, Design.over(schema)))
                    : new Checked.Invalid<>(unknown);
        } catch (NotUnderstood e) {
            return foreign(text, schema, e);
        } catch (Mistaken e) {
            return invalid(e.offset(), e.reason());
        }
    }

    /**
     * What our parser does not read may still be DuckDB's; if it is not, our reason is the clearer.
     */
    private static Checked<Program> foreign(String text, Schema schema, NotUnderstood reason) {
        if (Parser.hasQuery(text)) {
            return invalid(
                    reason.offset(),
                    "an expression cannot contain a query; that belongs into a sql processor");
        }
        var span = new Span(0, text.length());
        try {
            var type = Design.over(schema).describe(text, span);
            return new Checked.Valid<>(
                    Program.foreign(new ForeignColumn(text, span, all(schema), type)));
        } catch (Mistaken e) {
            return e.isSyntax() && !reason.isForeign()
                    ? invalid(reason.offset(), reason.reason())
                    : invalid(e.offset(), e.reason());
        }
    }

    /** The expression as a column of DuckDB's, which reads only what the expression names. */
    private static ForeignColumn whole(String text, Field type, Schema schema) {
        List<Integer> columns;
        try {
            columns = Compiler.columns(Parser.parse(text), schema);
        } catch (NotUnderstood e) {
            columns = all(schema);
        }
        return new ForeignColumn(text, new Span(0, text.length()), columns, type);
    }

    private static List<Integer> all(Schema schema) {
        return IntStream.range(0, schema.getFields().size()).boxed().toList();
    }

    private static List<Mistake> unknownColumns(Syntax syntax, Schema schema) {
        var mistakes = new ArrayList<Mistake>();
        collectUnknown(syntax, schema, mistakes);
        mistakes.sort(Comparator.comparingInt(Mistake::offset));
        return mistakes;
    }

    private static void collectUnknown(Syntax syntax, Schema schema, List<Mistake> mistakes) {
        if (syntax instanceof ColumnName(String name, Span span)
                && Compiler.column(schema, name) < 0) {
            var names = schema.getFields().stream().map(Field::getName).toList();
            Optional<String> nearest = Spellings.nearest(name, names);
            boolean isQuoted = span.end() - span.start() > name.length();
            String hint =
                    nearest.map(n -> "; did you mean '" + n + "'?")
                            .orElse("; there are " + Spellings.listed(names));
            String quotes = isQuoted ? " (a text stands in single quotes)" : "";
            mistakes.add(
                    new Mistake(
                            span.start(),
                            "unknown column '" + name + "'" + quotes + hint,
                            nearest));
        }
        syntax.parts().forEach(part -> collectUnknown(part, schema, mistakes));
    }

    private static <T> Checked<T> invalid(int offset, String message) {
        return new Checked.Invalid<>(List.of(new Mistake(offset, message)));
    }
}
