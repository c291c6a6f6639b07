package dev.weir.expression;

import dev.weir.api.Database.Access;
import dev.weir.expression.duck.DuckError;
import dev.weir.expression.duck.DuckSession;
import dev.weir.expression.duck.DuckTypes;
import dev.weir.expression.kernels.ForeignColumn;
import dev.weir.expression.kernels.ForeignColumn.Mistaken;
import dev.weir.expression.parser.Syntax.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One small database, opened at the first need and shared by all checks, that is asked for types
 * over empty tables. The lock guards it.
 */
final class Design {
    private static final Pattern NO_TABLE =
            Pattern.compile("Table with name \"?(.+?)\"? does not exist!");

    private static final long MEMORY = 64 << 20;
    private static final String BEFORE = "SELECT (";
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable DuckSession session;

    private Design() {}

    /** Answers for the parts of expressions over columns of a schema. */
    static ForeignColumn.Describer over(Schema schema) {
        return (sql, span) -> describe(sql, span, schema);
    }

    /** The type of a part of an expression as a nullable field without a name. */
    private static Field describe(String sql, Span span, Schema schema) throws Mistaken {
        String query = BEFORE + sql + "\n) AS value FROM input";
        // Where a condition stands there can be no aggregate, window or unnest.
        String condition = BEFORE + sql + "\n) IS NULL";
        LOCK.lock();
        try {
            var duck = session();
            tables(duck, Map.of("input", schema));
            try {
                var field = duck.describe(query).getFields().getFirst();
                duck.describe(condition.replaceFirst("SELECT", "SELECT 1 FROM input WHERE"));
                return new Field("", field.getFieldType(), field.getChildren());
            } catch (SQLException e) {
                throw mistaken(e, sql, span, query);
            } finally {
                drop(duck, Map.of("input", schema));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot be asked: " + e.getMessage(), e);
        } finally {
            LOCK.unlock();
        }
    }

    private static Mistaken mistaken(SQLException thrown, String sql, Span span, String query) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        var error = DuckError.of(cause);
        int shift = error.position().isPresent() ? error.offset(query) - BEFORE.length() : 0;
        boolean perRow =
                error.message().startsWith("WHERE clause cannot contain")
                        || error.message().startsWith("UNNEST");
        String message =
                perRow
                        ? "the value of a row cannot depend on other rows: aggregates, windows and"
                                + " unnest belong into an aggregate or sql processor"
                        : error.message().replaceAll("\\s*\n\\s*", " ");
        return new Mistaken(
                span.start() + Math.clamp(perRow ? 0 : shift, 0, sql.length()),
                message,
                error.kind().equals("Parser"));
    }

    /** The schema of a query over named inputs, or what is wrong with it. */
    static Checked<Schema> query(String sql, Map<String, Schema> inputs) {
        LOCK.lock();
        try {
            var duck = session();
            tables(duck, inputs);
            try {
                return new Checked.Valid<>(duck.describe(sql));
            } catch (SQLException e) {
                var error = DuckError.of(e.getCause() == null ? e : e.getCause());
                String said = error.message().replaceAll("\\s*\n\\s*", " ");
                String message = noTable(said, inputs).orElse(said);
                int offset = Math.min(error.offset(sql), sql.length());
                return new Checked.Invalid<>(List.of(new Mistake(offset, message)));
            } finally {
                drop(duck, inputs);
            }
        } catch (SQLException e) {
            return new Checked.Invalid<>(List.of(new Mistake(0, String.valueOf(e.getMessage()))));
        } finally {
            LOCK.unlock();
        }
    }

    /** What DuckDB says of a table that is none knows nothing of inputs. */
    private static Optional<String> noTable(String said, Map<String, Schema> inputs) {
        var found = NO_TABLE.matcher(said);
        return found.find()
                ? Optional.of(
                        "there is no table %s; the tables are the inputs: %s; write from: {%s: …} to give an input that name"
                                .formatted(
                                        found.group(1),
                                        String.join(", ", inputs.keySet()),
                                        found.group(1)))
                : Optional.empty();
    }

    private static DuckSession session() throws SQLException {
        var open = session;
        if (open == null) {
            open = DuckSession.open(Access.NONE, new RootAllocator(), MEMORY, Optional.empty());
            session = open;
        }
        return open;
    }

    private static void tables(DuckSession duck, Map<String, Schema> inputs) throws SQLException {
        var made = new ArrayList<String>();
        for (var input : inputs.entrySet()) {
            made.add("CREATE OR REPLACE " + DuckTypes.table(input.getKey(), input.getValue()));
        }
        if (!made.isEmpty()) {
            duck.execute(String.join(";", made));
        }
    }

    private static void drop(DuckSession duck, Map<String, Schema> inputs) throws SQLException {
        for (String name : inputs.keySet()) {
            duck.execute("DROP TABLE " + DuckTypes.quoted(name));
        }
    }
}
