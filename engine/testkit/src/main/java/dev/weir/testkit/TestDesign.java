package dev.weir.testkit;

import dev.weir.api.Database;
import dev.weir.api.DesignContext;
import dev.weir.api.Expression;
import dev.weir.api.Query;
import dev.weir.api.Storage;
import dev.weir.expression.Checked;
import dev.weir.expression.DuckDatabase;
import dev.weir.expression.Expressions;
import dev.weir.expression.Mistake;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Design time as the engine plays it, with the real expression checker; keeps the problems. */
public final class TestDesign implements DesignContext, AutoCloseable {
    private static final long DATABASE_BYTES = 128L << 20;

    private final Bench bench;
    private final List<Found> problems = new ArrayList<>();
    private final List<Database> databases = new ArrayList<>();

    /** A problem that a processor reported. */
    public record Found(String setting, OptionalInt offset, String message) {
        /** As a person reads it, without the offset. */
        @Override
        public String toString() {
            return setting.isEmpty() ? message : setting + ": " + message;
        }
    }

    public TestDesign(Bench bench) {
        this.bench = bench;
    }

    /** The problems reported so far, in their order. */
    public List<Found> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void problem(String setting, String message) {
        problems.add(new Found(setting, OptionalInt.empty(), message));
    }

    @Override
    public void problem(String setting, int offset, String message) {
        problems.add(new Found(setting, OptionalInt.of(offset), message));
    }

    @Override
    public Optional<Field> column(String setting, Schema schema, String name) {
        var found = schema.getFields().stream().filter(f -> f.getName().equals(name)).findFirst();
        if (found.isEmpty()) {
            var names = schema.getFields().stream().map(Field::getName).toList();
            problem(setting, "unknown column '%s'; there are %s".formatted(name, names));
        }
        return found;
    }

    @Override
    public Optional<Field> check(String setting, Expression expression, Schema schema) {
        return report(setting, Expressions.check(expression, schema));
    }

    @Override
    public Optional<Schema> check(String setting, Query query, Map<String, Schema> inputs) {
        return report(setting, Expressions.checkQuery(query, inputs));
    }

    private <T> Optional<T> report(String setting, Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(T value) -> Optional.of(value);
            case Checked.Invalid<T>(List<Mistake> mistakes) -> {
                for (Mistake mistake : mistakes) {
                    problem(setting, mistake.offset(), mistake.message());
                }
                yield Optional.empty();
            }
        };
    }

    @Override
    public Storage storage() {
        return bench.storage();
    }

    @Override
    public Database database(Database.Access access) {
        try {
            var database = DuckDatabase.open(access, bench.wires(), DATABASE_BYTES, bench.folder());
            databases.add(database);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("no database can be opened", e);
        }
    }

    @Override
    public void close() {
        databases.forEach(Database::close);
    }
}
