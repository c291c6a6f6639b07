package dev.weir.processors.shape;

import dev.weir.api.Columns;
import dev.weir.api.Expression;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Whether a new column must be treated as sensitive because of what it is made of. */
record Sensitivity(boolean isSensitive) {

    static Sensitivity of(List<Field> madeOf) {
        return new Sensitivity(madeOf.stream().anyMatch(Columns::isSensitive));
    }

    /** On the safe side: an expression uses every column whose name occurs in its text. */
    static Sensitivity of(Expression expression, Schema schema) {
        return of(expression.text(), schema);
    }

    static Sensitivity of(String sql, Schema schema) {
        String text = sql.toLowerCase(Locale.ROOT);
        return of(
                schema.getFields().stream()
                        .filter(f -> text.contains(f.getName().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    Field apply(Field field) {
        return isSensitive ? Columns.sensitive(field) : field;
    }
}
