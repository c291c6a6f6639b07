package dev.weir.core.plan;

import dev.weir.api.Database;
import dev.weir.api.DesignContext;
import dev.weir.api.Expression;
import dev.weir.api.Query;
import dev.weir.api.Storage;
import dev.weir.core.problem.Suggestions;
import dev.weir.core.storage.LocalStorage;
import dev.weir.expression.Checked;
import dev.weir.expression.DuckDatabase;
import dev.weir.expression.Expressions;
import dev.weir.expression.Mistake;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Answers a processor that is asked for its schemas and collects what it says. Used by one thread;
 * closing gives back what was opened on the way.
 */
final class Design implements DesignContext, AutoCloseable {
    private static final long DATABASE_BYTES = 256L << 20;

    private final Path temporary;
    private final Storage storage = new LocalStorage();
    private final List<Told> told = new ArrayList<>();
    private final List<Database> databases = new ArrayList<>();
    private @Nullable BufferAllocator allocator;

    Design(Path temporary) {
        this.temporary = temporary;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public void problem(String setting, String message) {
        told.add(new Told("WEIR-3008", setting, -1, message));
    }

    @Override
    public void problem(String setting, int offset, String message) {
        told.add(new Told("WEIR-3008", setting, offset, message));
    }

    @Override
    public Optional<Field> column(String setting, Schema schema, String name) {
        Field field =
                schema.getFields().stream()
                        .filter(f -> f.getName().equals(name))
                        .findFirst()
                        .orElse(null);
        if (field == null) {
            told.add(new Told("WEIR-3009", setting, -1, noColumn(schema, name)));
        }
        return Optional.ofNullable(field);
    }

    static String noColumn(Schema schema, String name) {
        var names = schema.getFields().stream().map(Field::getName).toList();
        String near = Suggestions.didYouMean(name, names);
        return "there is no column '%s'%s".formatted(name, near.isEmpty() ? among(names) : near);
    }

    private static String among(List<String> names) {
        int shown = Math.min(12, names.size());
        return " among "
                + String.join(", ", names.subList(0, shown))
                + (shown < names.size() ? " and " + (names.size() - shown) + " more" : "");
    }

    @Override
    public Optional<Field> check(String setting, Expression expression, Schema schema) {
        return valid(setting, Expressions.check(expression, schema));
    }

    @Override
    public Optional<Schema> check(String setting, Query query, Map<String, Schema> inputs) {
        return valid(setting, Expressions.checkQuery(query, inputs));
    }

    private <T> Optional<T> valid(String setting, Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(T value) -> Optional.of(value);
            case Checked.Invalid<T>(List<Mistake> mistakes) -> {
                for (Mistake mistake : mistakes) {
                    told.add(new Told("WEIR-3010", setting, mistake.offset(), mistake.message()));
                }
                yield Optional.empty();
            }
        };
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public Database database(Database.Access access) {
        if (allocator == null) {
            allocator = new RootAllocator(DATABASE_BYTES);
        }
        try {
            var database = DuckDatabase.open(access, allocator, DATABASE_BYTES, temporary);
            databases.add(database);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        databases.reversed().forEach(Database::close);
        if (allocator != null) {
            allocator.close();
        }
    }
}
